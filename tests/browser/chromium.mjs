// What Chromium's PDF viewer hands to a screen reader, as JSON on stdout: the accessibility tree of each file.
//
// The viewer's document is a plugin, whose tree neither the page nor the DevTools protocol has; the browser's own
// page about accessibility shows it whole. Usage: node chromium.mjs CHROMIUM FEATURES FILE...
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const [, , chromium, features, ...files] = process.argv;
const profile = mkdtempSync(join(tmpdir(), "chromium-"));
const args = ["--force-renderer-accessibility=complete", "--disable-gpu"];
if (features) args.push(`--enable-features=${features}`);
// As root, in a container, there is no sandbox.
if (process.getuid?.() === 0) args.push("--no-sandbox");

// The tree of the tab whose address ends so, once it no longer grows.
async function dump(about, page, ending) {
  let before = "";
  for (let tries = 0; tries < 12; tries++) {
    // The viewer reads its file only while it is seen.
    await page.bringToFront();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await about.bringToFront();
    await about.reload();
    const text = await about.evaluate(async (ending) => {
      const row = [...document.querySelectorAll("#pages .row")].find((row) => row.innerText.includes(ending));
      if (!row) return "";
      document.getElementById("filter-allow").value = "name* description* language* url*";
      row.querySelector("button[id$=showOrRefreshTree]").click();
      for (let waits = 0; waits < 20; waits++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        const tree = row.querySelector("pre");
        if (tree) return tree.innerText;
      }
      return "";
    }, ending);
    if (text && text === before && text.includes("pdfRoot")) return text;
    before = text;
  }
  return before;
}

const browser = await puppeteer.launch({ executablePath: chromium, headless: true, userDataDir: profile, args, enableExtensions: true });
try {
  const trees = [];
  const about = await browser.newPage();
  await about.goto("chrome://accessibility");
  await about.waitForSelector("#screenReader");
  await about.evaluate(() => document.getElementById("screenReader").click());
  for (const file of files) {
    const page = await browser.newPage();
    await page.goto(`file://${file}`);
    trees.push(await dump(about, page, file));
    await page.close();
  }
  console.log(JSON.stringify({ version: await browser.version(), trees }));
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
