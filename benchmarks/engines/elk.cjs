// Asks ELK (elkjs, layered) where it would put people and unions. In: the family as JSON; out: [[person, x, y], ...].
const { join } = require("node:path");
const ELK = require(join(process.argv[2], "elkjs"));
const family = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const person = new Map(family.people.map((name, i) => [name, `p${i}`]));
const edges = [];
family.unions.forEach((union, u) => {
  for (const one of union.partners) edges.push([person.get(one), `u${u}`]);
  for (const one of union.children) edges.push([`u${u}`, person.get(one)]);
});
const graph = {
  id: "family",
  layoutOptions: { "elk.algorithm": "layered", "elk.direction": "DOWN", "elk.spacing.nodeNode": "24",
    "elk.layered.spacing.nodeNodeBetweenLayers": "30", "elk.separateConnectedComponents": "false" },
  children: [...family.people.map((_, i) => ({ id: `p${i}`, width: 40, height: 40 })),
    ...family.unions.map((_, u) => ({ id: `u${u}`, width: 6, height: 6 }))],
  edges: edges.map(([from, to], e) => ({ id: `e${e}`, sources: [from], targets: [to] })),
};
new ELK().layout(graph).then((placed) => {
  const out = placed.children.filter((node) => node.id[0] === "p")
    .map((node) => [family.people[+node.id.slice(1)], node.x + 20, node.y + 20]);
  console.log(JSON.stringify(out));
}).catch((wrong) => { console.error(String(wrong)); process.exit(1); });
