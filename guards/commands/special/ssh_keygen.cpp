// Source: ssh-keygen(1) of OpenSSH 9.2: one letter says what is done, -f to which file.
#include <algorithm>
#include <array>

#include "guards/commands/arguments.h"
#include "guards/commands/special/special.h"
#include "guards/commands/touching.h"

namespace guards::commands {

namespace {

class Keys {
 public:
  Keys(const Call& call, const View& view)
      : call_(call), view_(view), arguments_(read_arguments(call)) {}

  Meaning tell() {
    if (const Word* signing = arguments_.value("-s")) touch(meaning_, Role::in, *signing, view_);
    for (const Deed& one : kDeeds) {
      if (!arguments_.has_any(one.flags)) continue;
      (this->*one.tell)();
      return std::move(meaning_);
    }
    make_pair();
    return std::move(meaning_);
  }

 private:
  struct Deed {
    std::string_view flags;
    void (Keys::*tell)();
  };
  static const std::array<Deed, 9> kDeeds;

  Word file(std::string_view otherwise) const {
    if (const Word* given = arguments_.value("-f")) return *given;
    return {below(view_.home(), otherwise), call_.span};
  }

  void touch_beside(Role role, const Word& path, std::string_view ending) {
    touch(meaning_, role, {path.text + std::string(ending), path.span}, view_);
  }

  void touch_operands(Role role) {
    for (const Operand& one : arguments_.operands) touch(meaning_, role, one.word, view_);
  }

  // Names of the default key: id_rsa, id_ed25519_sk.
  Word key() const {
    const Word* type = arguments_.value("-t");
    std::string kind = type == nullptr ? "rsa" : type->text;
    std::ranges::replace(kind, '-', '_');
    return file(".ssh/id_" + kind);
  }

  void make_pair() {
    touch(meaning_, Role::out, key(), view_);
    touch_beside(Role::out, key(), ".pub");
  }

  void look() {
    if (arguments_.value("-f") != nullptr) touch(meaning_, Role::in, file(""), view_);
    touch_operands(Role::in);
  }

  void change_secret() { touch(meaning_, Role::edit, key(), view_); }

  void change_comment() {
    touch(meaning_, Role::edit, key(), view_);
    touch_beside(Role::out, key(), ".pub");
  }

  // The file as it was stays beside it.
  void change_hosts() {
    const Word hosts = file(".ssh/known_hosts");
    touch(meaning_, Role::edit, hosts, view_);
    if (view_.there(hosts.text) != There::missing) touch_beside(Role::out, hosts, ".old");
  }

  void certify() {
    touch_operands(Role::in);
    for (const Operand& one : arguments_.operands) {
      std::string name = one.word.text;
      if (name.ends_with(".pub")) name.resize(name.size() - 4);
      touch(meaning_, Role::out, {name + "-cert.pub", one.word.span}, view_);
    }
  }

  void revoke() {
    touch_operands(Role::in);
    touch(meaning_, arguments_.has("-u") ? Role::edit : Role::out, file("revoked_keys"), view_);
  }

  void sign_or_check() {
    look();
    if (arguments_.value("-Y")->text != "sign") return;
    for (const Operand& one : arguments_.operands) touch_beside(Role::out, one.word, ".sig");
  }

  void make_moduli() {
    look();
    touch_operands(Role::out);
  }

  void make_host_keys() {
    const Word* prefix = arguments_.value("-f");
    const std::string root = prefix == nullptr ? "" : prefix->text;
    touch(meaning_, Role::out, {root + "/etc/ssh/ssh_host_" + kHole, call_.span}, view_);
  }

  const Call& call_;
  const View& view_;
  Arguments arguments_;
  Meaning meaning_;
};

// The first one given counts: -k -s is a list of revoked keys, -s alone a certificate.
const std::array<Keys::Deed, 9> Keys::kDeeds = {
    {{"-Y", &Keys::sign_or_check},
     {"-l -y -e -i -B -L -F -Q -r", &Keys::look},
     {"-R -H", &Keys::change_hosts},
     {"-p", &Keys::change_secret},
     {"-c", &Keys::change_comment},
     {"-k", &Keys::revoke},
     {"-s", &Keys::certify},
     {"-M", &Keys::make_moduli},
     {"-A", &Keys::make_host_keys}}
};

}  // namespace

Meaning ssh_keygen(const Call& call, const View& view) {
  return Keys(call, view).tell();
}

}  // namespace guards::commands
