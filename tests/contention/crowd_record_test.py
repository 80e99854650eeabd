#!/usr/bin/env python3
"""The record's reader finds two holders of one name, and only them."""
import sys
import unittest

from crowd_record import overlaps

sys.dont_write_bytecode = True


def grant(seq, agent, at, mode="write", name="db", ttl=20, use="asked"):
    return {"kind": "lease.grant", "seq": seq, "agent": agent, "at": at, "for": use, "ttl": ttl,
            "claims": [[mode, "resource", name]]}


def end(number, at):
    return {"kind": "lease.end", "seq": 99, "agent": "a", "number": number, "at": at}


class Overlaps(unittest.TestCase):
    def test_two_at_once_are_found(self):
        self.assertEqual(overlaps([grant(1, "a", 0), grant(2, "b", 19)]), [(1, 2)])
        self.assertEqual(overlaps([grant(1, "a", 0, "read"), grant(2, "b", 1)]), [(1, 2)])
        renewed = {"kind": "lease.renew", "seq": 2, "agent": "a", "number": 1, "at": 10, "ttl": 20}
        self.assertEqual(overlaps([grant(1, "a", 0), renewed, grant(3, "b", 25)]), [(1, 3)])

    def test_one_after_the_other_is_fine(self):
        self.assertEqual(overlaps([grant(1, "a", 0), grant(2, "b", 20)]), [])
        self.assertEqual(overlaps([grant(1, "a", 0), end(1, 1), grant(2, "b", 2)]), [])
        left = {"kind": "lease.leave", "seq": 2, "agent": "a", "at": 1}
        self.assertEqual(overlaps([grant(1, "a", 0), left, grant(3, "b", 2)]), [])
        self.assertEqual(overlaps([grant(1, "a", 0), {"kind": "lease.boot", "seq": 2}, grant(3, "b", 2)]), [])

    def test_what_may_be_shared_is_no_overlap(self):
        self.assertEqual(overlaps([grant(1, "a", 0, "read"), grant(2, "b", 1, "read")]), [])
        self.assertEqual(overlaps([grant(1, "a", 0), grant(2, "a", 1), grant(3, "b", 1, name="port")]), [])

    def test_a_kept_turn_ends_with_its_call(self):
        turn = grant(1, "a", 0, use="reservation")
        self.assertEqual(overlaps([turn, grant(2, "a", 1, use="call"), end(2, 2), grant(3, "b", 3, use="call")]), [])
        self.assertEqual(overlaps([turn, grant(2, "b", 1, use="call")]), [(1, 2)])


if __name__ == "__main__":
    unittest.main()
