"""What a crowd of agents left behind: its files against what was written, its leases as the journal tells them."""
import json
import os

WAYS = ("Write", "Edit", "sed", "tee", "append", "overwrite", "both", "lock")
LONGEST_HOOK = 10.0  # the time limit that `init` installs


def journal_of(folder):
    return os.path.join(folder, "repo", ".git", "flockgate", "journal.jsonl")


def entries(journal):
    with open(journal, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Holders:
    """Who holds what, replayed from the entries alone: the program that wrote them has no say in it."""

    def __init__(self):
        self.held = []  # [fence, agent, kind, mode, name, until]

    def take(self, entry):
        """Pairs of fences that two agents have to one name at once because of this entry."""
        kind, at, agent = entry["kind"], entry.get("at", 0), entry.get("agent")
        self.held = [lease for lease in self.held if lease[5] > at or not kind.startswith("lease.")]
        if kind == "lease.boot":
            self.held = []
        elif kind == "lease.leave":
            self.held = [lease for lease in self.held if lease[1] != agent]
        elif kind == "lease.end":
            self.held = [lease for lease in self.held if lease[0] != entry["number"]]
        elif kind == "lease.renew":
            for lease in self.held:
                lease[5] = at + entry["ttl"] if lease[0] == entry["number"] else lease[5]
        return self.grant(entry, at, agent) if kind == "lease.grant" else []

    def grant(self, entry, at, agent):
        names = [name for _, _, name in entry["claims"]]
        if entry["for"] == "call":  # the turn that was kept for this agent is this call
            self.held = [lease for lease in self.held if lease[1] != agent or lease[2] != "reservation" or
                         lease[4] not in names]
        found = [(lease[0], entry["seq"]) for lease in self.held for mode, _, name in entry["claims"]
                 if lease[1] != agent and lease[4] == name and "write" in (mode, lease[3])]
        self.held += [[entry["seq"], agent, entry["for"], mode, name, at + entry.get("ttl", 1 << 60)]
                      for mode, _, name in entry["claims"]]
        return found


def overlaps(told):
    holders = Holders()
    return [pair for entry in told for pair in holders.take(entry)]


def gather(folder):
    told = []
    for name in os.listdir(os.path.join(folder, "records")):
        with open(os.path.join(folder, "records", name), encoding="utf-8") as record:
            told += [json.loads(line) for line in record if line.endswith("\n")]
    return told


def lines_now(repo):
    counts = {}
    for folder in ("hot", "cold"):
        for name in os.listdir(os.path.join(repo, folder)):
            with open(os.path.join(repo, folder, name), encoding="utf-8") as file:
                for line in file.read().splitlines():
                    key = (folder + "/" + name, line)
                    counts[key] = counts.get(key, 0) + 1
    return counts


def at(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))] if values else 0.0


def table(told):
    print("%-10s %7s %8s %7s %9s %9s %9s" % ("tool", "calls", "allowed", "refused", "p50 ms", "p99 ms", "max ms"))
    hooks = [row for row in told if row[0] == "hook"]
    for way in ("Read",) + WAYS[:-1]:
        mine = [row for row in hooks if row[1] == way]
        took = [1000 * row[2] for row in mine]
        let = sum(row[3] for row in mine)
        print("%-10s %7d %8d %7d %9.1f %9.1f %9.1f" % (way, len(mine), let, len(mine) - let, at(took, 0.5),
                                                       at(took, 0.99), max(took, default=0.0)))
    locks = [row[1] for row in told if row[0] == "lock"]
    took = [1000 * row[2] for row in told if row[0] == "lock"]
    print("%-10s %7d %8d %7d %9.1f %9.1f %9.1f" % ("lock", len(locks), locks.count(0), len(locks) - locks.count(0),
                                                   at(took, 0.5), at(took, 0.99), max(took, default=0.0)))


def judge(folder):
    told = gather(folder)
    table(told)
    counts = lines_now(os.path.join(folder, "repo"))
    wrote = [(name, row[1]) for row in told if row[0] == "wrote" for name in row[2]]
    begun = {(name, row[1]) for row in told if row[0] == "begins" for name in row[2]}
    lost = [key for key in wrote if counts.get(key, 0) == 0]
    doubled = [key for key, count in counts.items() if count > 1]
    strange = [key for key in counts if key[1] != "begin" and key not in begun]
    served = [row[1] for row in told if row[0] == "served"]
    waits = [row[2] for row in told if row[0] == "hook"]
    refused = sum(1 for row in told if row[0] == "hook" and not row[3])
    print("lines %d, lost %d, doubled %d, strange %d, double holders %d, refusals per line %.2f" % (
        len(wrote), len(lost), len(doubled), len(strange), sum(row[0] == "double" for row in told),
        refused / max(1, len(wrote))))
    print("a wish is served in %.1f s (median), %.1f s (p95), %.1f s (longest), in at most %d tries" % (
        at(served, 0.5), at(served, 0.95), max(served), max(row[2] for row in told if row[0] == "served")))
    on_record = overlaps(entries(journal_of(folder)))
    odd = [row for row in told if row[0] == "odd"]
    assert not lost and not doubled and not strange, (lost[:3], doubled[:3], strange[:3])
    assert not on_record, on_record[:3]
    assert not any(row[0] == "double" for row in told), [row for row in told if row[0] == "double"][:3]
    assert not odd, odd[:2]
    assert max(waits) < LONGEST_HOOK, "a hook took %.1f s" % max(waits)
