// Sources: man pages and --help of each tool.
#include <array>

#include "guards/commands/families.h"
#include "guards/commands/index.h"

namespace guards::commands {

namespace {

// Laid out like a man page (and clang-format 14 crashes on rows of unequal length).
// clang-format off
constexpr auto kRows = std::to_array<Command>({
    {"curl", "N...", "", "", Special::download},
    {"wget, wget2", "N...", "", "", Special::download},
    {"aria2c, axel, httrack, youtube-dl, yt-dlp, you-get, lftp, ncftp, ncftpget, ftp, tftp, "
     "sftp, http-prompt", "N...", "-o,--out,--output=OUT -O=OUT -d,--dir=INTO", "NETWORK UNKNOWN"},
    {"http, https, xh", "NETWORK...", "-o,--output=OUT -a,--auth=N", "NETWORK"},
    {"scp", "IN... TO", "-P=N -i=N -o=N -F=N -c=N -l=N -J=N -S=N", "NETWORK"},
    {"pssh", "N...", "-o,--outdir=INTO -e,--errdir=INTO -h,--hosts=IN -H,--host=N -l=N -p=N -t=N -O=N", "NETWORK"},
    {"ssh, autossh, mosh, sshpass, pdsh, clush, ansible, ansible-console, salt, fab, "
     "cap, telnet, rsh, rlogin", "NETWORK...", "", "NETWORK"},
    {"ssh-keygen", "IN...",
     "-f=N -t=N -b=N -C=N -N=N -P=N -R=N -F=N -r=N -a=N -D=N -E=N -I=N -M=N -m=N -n=N -O=N -s=N "
     "-V=N -w=N -Y=N -Z=N -z=N",
     "", Special::ssh_keygen},
    {"ssh-copy-id, ssh-add, ssh-agent, ssh-keyscan", "N...", "-i=IN -t=N -p=N", "NETWORK"},
    {"nc, ncat, netcat, nmap, masscan, ping, ping6, fping, traceroute, tracepath, mtr, dig, "
     "nslookup, host, whois, arp, arping, ip, ifconfig, route, netstat, ss, iwconfig, iw, "
     "nmcli, ethtool, tcpping, speedtest, speedtest-cli, iperf, iperf3, wrk, hey, siege, "
     "vegeta, k6, resolvectl, getent, avahi-browse, hostname, hostnamectl, dnsdomainname, "
     "domainname, nisdomainname, ypdomainname, ipcalc, sipcalc, wscat, websocat, grpcurl, "
     "mosquitto_pub, mosquitto_sub, nats, bmon, iftop, nethogs, vnstat", "N...",
     "-oN=OUT -oX=OUT -oG=OUT -oA=OUT --output-filename=OUT --logfile=APPEND -w=N"},
    {"ab", "N...", "-e=OUT -g=OUT -n=N -c=N -t=N -p=IN -u=IN -T=N -H=N -A=N"},
    {"tcpdump, tshark, dumpcap", "N...", "-w=OUT -r=IN -F=IN -i=N -c=N -s=N"},
    {"openssl", "VERB"},
    {"openssl enc, openssl dgst, openssl x509, openssl req, openssl rsa, openssl pkey, openssl "
     "genrsa, openssl genpkey, openssl ec, openssl ecparam, openssl dhparam, openssl pkcs12, "
     "openssl pkcs8, openssl pkcs7, openssl cms, openssl smime, openssl crl, openssl ca, "
     "openssl pkeyutl, openssl rsautl, openssl asn1parse, openssl base64, openssl rand, "
     "openssl passwd, openssl kdf, openssl ts, openssl spkac, openssl nseq, openssl dsa, "
     "openssl dsaparam, openssl gendsa, openssl sha256, openssl sha1, openssl md5, openssl "
     "sha512", "N...",
     "-in=IN -out=OUT -keyout=OUT -key=IN -inkey=IN -CA=IN -CAkey=IN -cert=IN -certfile=IN "
     "-config=IN -extfile=IN -sign=IN -verify=IN -signature=IN -rand=IN -writerand=OUT "
     "-kfile=IN -content=IN -infile=IN -pass=N -passin=N -passout=N -k=N -K=N -iv=N -S=N -md=N "
     "-subj=N -days=N -newkey=N -name=N -inform=N -outform=N -keyform=N -addext=N -nodes "
     "-aes256 -CAserial=EDIT -set_serial=N -extensions=N -cipher=N -pkeyopt=N -algorithm=N "
     "-genparam"},
    {"openssl s_client, openssl s_server, openssl s_time, openssl speed, openssl version, "
     "openssl ciphers, openssl list, openssl errstr, openssl prime, openssl help, openssl "
     "verify, openssl ocsp, openssl sess_id, openssl crl2pkcs7", "N...",
     "-CAfile=IN -cert=IN -key=IN -connect=N -servername=N -port=N"},
    {"gpg, gpg2", "IN...",
     "-o,--output=OUT -r,--recipient=N -u,--local-user=N --homedir=N --passphrase=N "
     "--passphrase-file=IN --keyserver=N -c,--symmetric -k,--list-keys:N "
     "-K,--list-secret-keys:N --recv-keys:N --import:IN --export:N --gen-key:N --default-key=N "
     "--pinentry-mode=N --cipher-algo=N --keyring=N"},
    {"gpgv, gpg-agent, gpgconf, gpg-connect-agent, pass, gopass, secret-tool, keyring, "
     "age-keygen, minisign, signify, cosign", "N...", "-o,--output=OUT --output-signature=OUT --output-file=OUT"},
    {"age, rage", "IN", "-o,--output=OUT -r=N -R=IN -i=IN"},
    {"mail, mailx, mutt, sendmail, msmtp, swaks", "N...", "-a=IN -s=N -c=N -b=N", "NETWORK"},
    {"iptables-save", "N...", "-f,--file=OUT -t=N -M=N"},
    {"keytool", "N...",
     "-keystore=OUT -file=OUT -alias=N -storepass=N -keypass=N -keyalg=N -keysize=N -validity=N "
     "-dname=N -storetype=N -destkeystore=OUT -srckeystore=IN -infile=IN -outfile=OUT -ext=N",
     "MADE=/tmp/hsperfdata_$USER"},
    {"certbot, acme.sh, mkcert, step, cfssl, cfssljson, certutil, pk12util", "N...", "",
     "UNKNOWN"},
    {"iptables, ip6tables, nft, ufw, firewall-cmd, iptables-restore, wg, "
     "wg-quick, openvpn, tailscale, ngrok, cloudflared, ipset, tc, brctl, bridge", "N...", "",
     "NETWORK"},
});
// clang-format on
constexpr auto kIndex = make_index<count_names(kRows)>(kRows);
static_assert(is_strictly_sorted(kIndex));

}  // namespace

Index network() {
  return kIndex;
}

}  // namespace guards::commands
