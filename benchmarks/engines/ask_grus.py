"""Ask grus where it would put everyone. In: the family as JSON; out: [[person, x, row], ...], copies among them."""

import csv
import io
import json
import sys

from grus import convert
from grus.render import _layout2

UNIT = 64.0


def main() -> None:
    """Through its kinship2 table, the only way in that takes childless couples."""
    family = json.load(sys.stdin)
    sex = {one: {"F": "2", "M": "1"}.get(family["sex"].get(one, ""), "3") for one in family["people"]}
    parents, couples = {}, []
    for union in family["unions"]:
        pair = sorted(union["partners"], key=lambda one: sex[one] == "2")
        for child in union["children"]:
            if child in parents:
                raise SystemExit("a child of two unions")
            parents[child] = pair
        if not union["children"]:
            couples.append(pair)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["id", "dadid", "momid", "sex", "dateofbirth"])
    for one in sorted(family["people"], key=lambda name: (family["born"].get(name) or "9999", name)):
        table.writerow([one, *parents.get(one, ("NA", "NA")), sex[one], family["born"].get(one, "")])
    if couples:
        out.write("\n")
        table.writerow(["id1", "id2", "code"])
        table.writerows([*pair, "4"] for pair in couples)
    places = []
    row = 0
    for pedigree in convert.import_text(out.getvalue(), "kinship2").pedigrees:
        names = [individual.external_id for individual in pedigree.individuals]
        plan = _layout2.layout(pedigree)
        for level, cells in enumerate(plan.nid):
            for cell, x in zip(cells, plan.pos[level], strict=True):
                places.append([names[plan.ghost_of.get(cell, cell)], x * UNIT, row + level])
        row += len(plan.nid)
    print(json.dumps(places))


main()
