// Asks relatives-tree where it would put everyone it shows, from the person with the widest kin it accepts as root.
// Its files import one another without endings, as only a bundler reads them: a small hook adds them.
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const hook = `
import { existsSync } from "node:fs"; import { fileURLToPath } from "node:url";
export async function resolve(name, context, next) {
  if (name.startsWith(".") && context.parentURL?.includes("relatives-tree")) {
    const whole = new URL(name, context.parentURL).href;
    const found = [whole + ".js", whole + "/index.js", whole].find((one) => existsSync(fileURLToPath(one)));
    return { url: found, format: "module", shortCircuit: true };
  }
  return next(name, context);
}
export async function load(url, context, next) {
  return next(url, url.includes("relatives-tree") ? { ...context, format: "module" } : context);
}`;
require("node:module").register("data:text/javascript," + encodeURIComponent(hook));
const family = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const nodes = new Map(family.people.map((id) => [id, {
  id, gender: family.sex[id] === "F" ? "female" : "male", parents: [], children: [], siblings: [], spouses: [] }]));
const add = (list, id, type) => { if (!list.some((one) => one.id === id)) list.push({ id, type }); };
for (const { partners, children } of family.unions) {
  for (const one of partners) for (const two of partners) if (one !== two) add(nodes.get(one).spouses, two, "married");
  for (const child of children) for (const parent of partners) {
    add(nodes.get(child).parents, parent, "blood");
    add(nodes.get(parent).children, child, "blood");
  }
}
for (const one of nodes.values()) for (const two of nodes.values()) {
  const shared = one.parents.filter((p) => two.parents.some((q) => q.id === p.id)).length;
  if (one !== two && shared) add(one.siblings, two.id, shared > 1 ? "blood" : "half");
}
const all = [...nodes.values()];
const main = async () => {
const from = pathToFileURL(join(process.argv[2], "relatives-tree", "lib", "index.js")).href;
const calcTree = (await import(from)).default;
let best = [];
for (const root of all) {
  try {
    const shown = calcTree(all, { rootId: root.id, placeholders: false }).nodes;
    if (new Set(shown.map((n) => n.id)).size > new Set(best.map((n) => n.id)).size) best = shown;
  } catch { /* this root is not accepted */ }
}
if (!best.length) { console.error("no root is accepted"); process.exit(1); }
console.log(JSON.stringify(best.map((n) => [n.id, n.left * 32, n.top * 40])));
};
main();
