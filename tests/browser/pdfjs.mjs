// What PDF.js makes of a file, as JSON on stdout: the structure tree with its words, links, outline and page labels.
// Usage: node pdfjs.mjs FILE
import { readFileSync } from "node:fs";
import { getDocument, version } from "pdfjs-dist/legacy/build/pdf.mjs";

const file = await getDocument({ data: new Uint8Array(readFileSync(process.argv[2])), verbosity: 0 }).promise;

// The words of each marked-content sequence of a page, by the name the structure tree has for it.
async function words(page) {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const open = [];
  const found = new Map();
  for (const item of items) {
    if (item.type === "beginMarkedContentProps" || item.type === "beginMarkedContent") {
      open.push(item.id ?? null);
    } else if (item.type === "endMarkedContent") {
      open.pop();
    } else if (item.type === undefined) {
      const owner = open.findLast((id) => id !== null);
      if (owner !== undefined) found.set(owner, (found.get(owner) ?? "") + item.str + (item.hasEOL ? "\n" : ""));
    }
  }
  return found;
}

// An element with its role, its words in order, and what speaks in their place.
function element(node, said, annotations) {
  if (node.type === "content") return said.get(node.id) ?? "";
  if (node.type === "annotation" || node.type === "object") return { role: "annotation", id: annotations.get(node.id) ?? null, kids: [] };
  const kids = (node.children ?? []).map((kid) => element(kid, said, annotations));
  return { role: node.role, alt: node.alt ?? null, lang: node.lang ?? null, kids };
}

async function led(annotation) {
  if (annotation.url) return { url: annotation.url };
  let target = annotation.dest;
  if (typeof target === "string") target = await file.getDestination(target);
  return { page: Array.isArray(target) ? await file.getPageIndex(target[0]) : null };
}

async function outline(items) {
  const found = [];
  for (const item of items ?? []) {
    found.push({ title: item.title, ...(await led(item)), kids: await outline(item.items) });
  }
  return found;
}

const pages = [];
for (let number = 1; number <= file.numPages; number++) {
  const page = await file.getPage(number);
  const links = [];
  const ids = new Map();
  for (const annotation of await page.getAnnotations()) {
    ids.set(`pdfjs_internal_id_${annotation.id}`, annotation.id);
    links.push({ says: annotation.contentsObj?.str ?? "", over: annotation.overlaidText ?? "", ...(await led(annotation)) });
  }
  const tree = await page.getStructTree();
  pages.push({ tree: tree && element(tree, await words(page), ids), links });
}
const { info, metadata } = await file.getMetadata();
console.log(JSON.stringify({
  version,
  title: metadata?.get("dc:title") ?? info.Title ?? "",
  language: info.Language ?? "",
  marked: (await file.getMarkInfo())?.Marked ?? false,
  labels: await file.getPageLabels(),
  outline: await outline(await file.getOutline()),
  pages,
}));
