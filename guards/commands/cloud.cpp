// Sources: man pages and --help of each tool.
#include <array>

#include "guards/commands/families.h"
#include "guards/commands/index.h"

namespace guards::commands {

namespace {

// Laid out like a man page (and clang-format 14 crashes on rows of unequal length).
// clang-format off
constexpr auto kRows = std::to_array<Command>({
    {"aws", "VERB", "--profile=N --region=N --output=N --query=N --endpoint-url=N"},
    {"aws s3", "VERB"},
    {"aws s3 cp, aws s3 mv, aws s3 sync", "IN TO",
     "--exclude=N --include=N --acl=N --storage-class=N", "NETWORK"},
    {"aws s3 ls, aws s3 rm, aws s3 mb, aws s3 rb, aws s3 presign, aws s3 website", "N...", "",
     "NETWORK"},
    {"aws configure", "N...", "", "OUT=~/.aws/config OUT=~/.aws/credentials"},
    {"aws s3api, aws ec2, aws iam, aws sts, aws lambda, aws cloudformation, aws ecs, aws ecr, "
     "aws eks, aws rds, aws dynamodb, aws sqs, aws sns, aws logs, aws ssm, aws secretsmanager, "
     "aws kms, aws route53, aws cloudfront, aws cloudwatch, aws apigateway, aws elbv2, aws "
     "autoscaling, aws events, aws stepfunctions, aws glue, aws athena, aws kinesis, aws "
     "organizations, aws codebuild, aws codepipeline, aws batch, aws help, aws sso, aws acm, "
     "aws wafv2, aws cognito-idp, aws efs, aws elasticache, aws opensearch, aws sagemaker, aws "
     "bedrock", "N...", "", "NETWORK"},
    {"gcloud, gsutil, bq, az, azcopy, doctl, linode-cli, hcloud, vultr-cli, scw, oci, "
     "ibmcloud, aliyun, tccli, heroku, flyctl, fly, vercel, now, netlify, wrangler, railway, "
     "render, surge, firebase, supabase, amplify, sam, cdk, cdktf, serverless, sls, sst, "
     "pulumi, terragrunt, atlantis, infracost, waypoint, boundary, ansible-playbook, "
     "ansible-galaxy, ansible-vault, ansible-inventory, ansible-doc, puppet, chef, "
     "chef-client, knife, salt-call, cfn-lint, nomad, cf, s3cmd, mc, rclone-browser, eb, "
     "copilot, ecs-cli, stripe, twilio, shopify, circleci, travis, buildkite-agent, "
     "gitlab-runner, drone, jira, sentry-cli, datadog-ci, newrelic, codecov, coveralls, "
     "sonar-scanner, fossa", "N...", "-f=IN -o=N", "NETWORK UNKNOWN"},
    {"vault, consul, etcdctl, consul-template, sops", "N...", "", "NETWORK"},
    {"terraform, tofu", "VERB", "-chdir=CWD"},
    {"terraform plan, tofu plan", "N...", "-out=OUT -var-file=IN -state=IN -var=N", "NETWORK"},
    {"terraform apply, terraform destroy, tofu apply, tofu destroy, terraform refresh, "
     "terraform import, terraform taint, terraform untaint, terraform state, tofu state", "N...",
     "-var-file=IN -state=EDIT -state-out=OUT -backup=OUT -var=N", "EDIT=terraform.tfstate NETWORK"},
    {"terraform init, tofu init, terraform get", "N...", "-backend-config=IN",
     "OUT=.terraform OUT=.terraform.lock.hcl NETWORK"},
    {"terraform fmt, tofu fmt", "EDIT...", "-check:IN -diff -recursive", "UNKNOWN"},
    {"terraform validate, terraform show, terraform output, terraform graph, terraform "
     "providers, terraform version, terraform console, terraform workspace, terraform "
     "force-unlock, terraform login, terraform logout, tofu validate, tofu show, tofu output, "
     "tofu version, tofu graph", "N...", "-state=IN"},
});
// clang-format on
constexpr auto kIndex = make_index<count_names(kRows)>(kRows);
static_assert(is_strictly_sorted(kIndex));

}  // namespace

Index cloud() {
  return kIndex;
}

}  // namespace guards::commands
