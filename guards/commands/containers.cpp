// Sources: man pages and --help of each tool.
#include <array>

#include "guards/commands/families.h"
#include "guards/commands/index.h"

namespace guards::commands {

namespace {

// Laid out like a man page (and clang-format 14 crashes on rows of unequal length).
// clang-format off
constexpr auto kRows = std::to_array<Command>({
    {"docker, podman, nerdctl, buildah", "VERB",
     "-H,--host=N -c,--context=N --config=N -l,--log-level=N"},
    {"docker run, docker exec, podman run, podman exec, nerdctl run, nerdctl exec", "N...",
     "--env-file=IN --cidfile=OUT -v,--volume=N --mount=N", "UNKNOWN"},
    {"docker build, podman build, docker buildx, docker image, podman image, buildah bud", "N...",
     "-f,--file=IN -t,--tag=N --iidfile=OUT --build-arg=N --target=N --platform=N "
     "-o,--output=OUT --metadata-file=OUT --secret=N"},
    {"docker compose, podman compose, docker-compose, podman-compose", "N...",
     "-f,--file=IN -p,--project-name=N --env-file=IN --profile=N"},
    {"docker cp, podman cp", "IN TO"},
    {"docker save, podman save, docker export, podman export", "N...", "-o,--output=OUT"},
    {"docker load, podman load, docker import, podman import", "N...", "-i,--input=IN"},
    {"docker ps, docker images, docker logs, docker inspect, docker info, docker version, "
     "docker stats, docker top, docker port, docker diff, docker events, docker history, "
     "docker search, docker context, docker plugin, docker node, docker manifest, docker wait, "
     "docker attach, docker help", "N...", "-f=N -n=N --format=N --filter=N --since=N --tail=N"},
    {"docker pull, docker push, docker tag, docker login, docker logout, docker start, docker "
     "stop, docker restart, docker kill, docker pause, docker unpause, docker rename, docker "
     "update, docker create, docker commit, docker rm, docker rmi, docker volume, docker "
     "network, docker system, docker container, docker builder, docker swarm, docker service, "
     "docker stack, docker secret, docker config, docker scout, docker trust", "N...", "",
     "NETWORK"},
    {"podman ps, podman images, podman logs, podman inspect, podman info, podman pull, podman "
     "push, podman tag, podman rm, podman rmi, podman volume, podman network, podman system, "
     "podman start, podman stop, podman kill, podman restart, podman container, podman pod, "
     "podman machine, podman generate, podman version, podman stats, podman top", "N...", "",
     "NETWORK"},
    {"kubectl, oc, k", "VERB",
     "-n,--namespace=N --context=N --kubeconfig=IN -o,--output=N --cluster=N --user=N -s=N"},
    {"kubectl apply, kubectl create, kubectl delete, kubectl replace, kubectl patch, kubectl "
     "diff, kubectl kustomize, kubectl scale, kubectl rollout, kubectl set, kubectl label, "
     "kubectl annotate, kubectl run, kubectl expose, kubectl autoscale, kubectl taint, kubectl "
     "drain, kubectl cordon, kubectl uncordon, kubectl edit, kubectl certificate, kubectl "
     "wait, oc apply, oc create, oc delete", "N...",
     "-f,--filename=IN -k=N -n=N -l=N -p=N --patch-file=IN", "NETWORK"},
    {"kubectl cp", "IN TO", "-c=N -n=N", "NETWORK"},
    {"kubectl exec, kubectl debug, kubectl attach, kubectl port-forward, kubectl proxy, oc "
     "exec, oc rsh", "N...", "-c=N -n=N", "NETWORK"},
    {"kubectl get, kubectl describe, kubectl logs, kubectl explain, kubectl top, kubectl "
     "version, kubectl api-resources, kubectl api-versions, kubectl cluster-info, kubectl "
     "auth, kubectl events, kubectl options, kubectl help, kubectl completion, kubectl plugin, "
     "oc get, oc describe, oc logs, oc whoami, oc status", "N...",
     "-n=N -l=N -c=N -f,--filename=IN -o,--output=N --sort-by=N --since=N --tail=N", "NETWORK"},
    {"kubectl config", "N...", "--kubeconfig=EDIT", "OUT?=~/.kube/config"},
    {"helm", "VERB", "-n,--namespace=N --kubeconfig=IN --kube-context=N"},
    {"helm install, helm upgrade, helm template, helm lint, helm uninstall, helm rollback, "
     "helm test, helm diff", "N...",
     "-f,--values=IN --set=N --set-file=N --version=N --output-dir=INTO -n=N", "NETWORK"},
    {"helm list, helm ls, helm status, helm history, helm get, helm show, helm search, helm "
     "repo, helm version, helm env, helm registry, helm help, helm plugin", "N...", "-n=N -o=N",
     "NETWORK"},
    {"helm create", "MADE"},
    {"helm package, helm pull, helm dependency, helm dep", "N...",
     "-d,--destination=INTO --untardir=INTO", "UNKNOWN"},
    {"kustomize, kubectx, kubens, k9s, stern, kubetail, kind, minikube, k3d, k3s, kubeadm, "
     "eksctl, kops, crictl, ctr, istioctl, linkerd, argocd, argo, flux, tkn, velero, kubeseal, "
     "jib, ko-build, crane, skopeo, oras, regctl", "N...", "--kubeconfig=IN -f=IN -o=N", "NETWORK"},
    {"vagrant, packer, multipass, lxc, incus, virsh, virt-install, VBoxManage, qemu-img, "
     "limactl, lima, colima, orb, distrobox, toolbox, devcontainer", "N...", "", "UNKNOWN"},
});
// clang-format on
constexpr auto kIndex = make_index<count_names(kRows)>(kRows);
static_assert(is_strictly_sorted(kIndex));

}  // namespace

Index containers() {
  return kIndex;
}

}  // namespace guards::commands
