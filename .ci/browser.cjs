// Opens the sample's brief, and one of a hostile page, in Chromium: what a reader can do without script.
const { chromium } = require("playwright-core");
const { HtmlValidate } = require("html-validate");
const { execFileSync } = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");

const here = path.dirname(__dirname);
const target = process.env.CARGO_TARGET_DIR || path.join(here, "target");
const program = path.join(target, "debug", "onrecord");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "onrecord-browser-"));
const failed = [];
const check = (holds, message) => {
  if (!holds) {
    failed.push(message);
    console.log(`  FAILED ${message}`);
  }
};
const onrecord = (center, ...words) =>
  execFileSync(program, ["--center", path.join(folder, center), ...words], {
    env: { ...process.env, ONRECORD_NOW: "2025-10-15T12:00:00Z", NO_COLOR: "1" },
  });

// Words of a page that try to be markup, to turn the line around, and to burst the layout.
const HOSTILE = `<!doctype html><title>The mill &lt;script&gt;document.title="run"&lt;/script&gt;</title>
<meta property="og:site_name" content="Post &lt;img src=x onerror=alert(1)&gt;">
<article><h1>The mill &lt;script&gt;document.title="run"&lt;/script&gt;</h1><p>TARNWICK, May 2, 2031</p>
<p>“The mill \u202Eis shut\u2066 &lt;/bdi&gt;&lt;script src=https://evil.example/x.js&gt;&lt;/script&gt; for\u200B good,” Ana
Ruiz said on Tuesday in Tarnwick, where the mill has stood for many years beside the river.</p>
<p>“We will pay ${"w".repeat(10000)} to all,” Jonas Feld said on Monday in the council of the town.</p>
<p>Feld said 40 people had worked there. <img src="https://evil.example/p.png"></p></article>`;

const SCHEMES = ["light", "dark"];
const SIZES = [
  { width: 1280, height: 900 },
  { width: 380, height: 760 },
];

async function notes(page, name) {
  const links = await page.locator("a.fn").all();
  check(links.length > 0, `${name}: there are notes`);
  for (const link of links) {
    const number = (await link.textContent()).trim();
    await link.click();
    const marks = page.locator(`mark.p${number}`);
    check((await marks.count()) > 0, `${name}: note ${number} has a passage in the reader`);
    const first = marks.first();
    const seen = await first.evaluate((mark) => {
      const box = mark.getBoundingClientRect();
      const style = getComputedStyle(mark);
      const plain = getComputedStyle(document.querySelector(".reader .text"));
      return {
        isInside: box.bottom > 0 && box.top < innerHeight && box.width > 0,
        isMarked: style.backgroundColor !== plain.backgroundColor && style.backgroundColor !== "rgba(0, 0, 0, 0)",
      };
    });
    check(seen.isInside, `${name}: note ${number} brings its passage into view`);
    check(seen.isMarked, `${name}: the passage of note ${number} is highlighted`);
    await page.goBack();
  }
}

async function keyboard(page, name) {
  await page.evaluate(() => history.replaceState(null, "", location.pathname));
  let reached = "";
  for (let n = 0; n < 40 && !reached; n += 1) {
    await page.keyboard.press("Tab");
    reached = await page.evaluate(() => (document.activeElement.matches("a.fn") ? document.activeElement.hash : ""));
  }
  check(reached !== "", `${name}: a note is reached with the Tab key`);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  check(outline !== "none", `${name}: what has the focus is outlined`);
  await page.keyboard.press("Enter");
  check((await page.evaluate(() => location.hash)) === reached, `${name}: Enter opens the note`);
}

/** The contrast of a text and what lies behind it (WCAG 2.2, 1.4.3), the least of all texts. */
const leastContrast = () => {
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const part = (c) => ((c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const behind = (element) => {
    for (; element; element = element.parentElement) {
      const color = numbers(getComputedStyle(element).backgroundColor);
      if (color.length < 4 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  let least = [21, ""];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.getClientRects().length) continue;
    const [a, b] = [light(numbers(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < least[0]) least = [ratio, walker.currentNode.data.slice(0, 40)];
  }
  return least;
};

async function open(browser, file, name) {
  for (const colorScheme of SCHEMES) {
    for (const viewport of SIZES) {
      const label = `${name}, ${colorScheme}, ${viewport.width}px`;
      const context = await browser.newContext({ colorScheme, viewport, reducedMotion: "reduce" });
      const page = await context.newPage();
      const requests = [];
      page.on("request", (request) => requests.push(request.url()));
      page.on("dialog", (dialog) => check(false, `${label}: a script ran: ${dialog.message()}`));
      await page.goto(`file://${file}`);
      await notes(page, label);
      await keyboard(page, label);
      const others = requests.filter((url) => !url.startsWith(`file://${file}`));
      check(others.length === 0, `${label}: nothing else is requested: ${others}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(wide <= 0, `${label}: nothing is wider than the window (by ${wide}px)`);
      const [ratio, words] = await page.evaluate(leastContrast);
      check(ratio >= 4.5, `${label}: contrast ${ratio.toFixed(2)} of “${words}”`);
      check(!(await page.title()).startsWith("run"), `${label}: no script changed the title`);
      const names = await page.evaluate(() => ({
        lang: document.documentElement.lang,
        headings: document.querySelectorAll("h1").length,
        unnamed: [...document.querySelectorAll("a")].filter((a) => !a.textContent.trim() && !a.ariaLabel).length,
        twice: [...document.querySelectorAll("[id]")].map((e) => e.id).filter((id, n, all) => all.indexOf(id) !== n),
      }));
      check(names.lang === "en" && names.headings === 1 && names.unnamed === 0, `${label}: ${JSON.stringify(names)}`);
      check(names.twice.length === 0, `${label}: identifiers are given once: ${names.twice}`);
      await context.close();
    }
  }
  // Without script and printed: the notes stand below the text, the reader is left out.
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`file://${file}`);
  await page.locator("a.fn").first().click();
  check(page.url().includes("#"), `${name}: a note opens without script`);
  const pdf = await page.pdf({ format: "A4" });
  check(pdf.length > 1000, `${name}: it prints`);
  await context.close();
}

async function valid(file, name) {
  const rules = { extends: ["html-validate:standard"], rules: { "long-title": "off", "no-inline-style": "off" } };
  const report = await new HtmlValidate(rules).validateFile(file);
  for (const result of report.results) {
    for (const one of result.messages.slice(0, 5)) {
      check(false, `${name}: line ${one.line}: ${one.ruleId}: ${one.message}`);
    }
  }
}

(async () => {
  const brief = path.join(folder, "brief.html");
  onrecord("sample", "add", path.join(here, "examples", "pages"));
  onrecord("sample", "brief", "-o", brief);
  const hostile = path.join(folder, "hostile.html");
  fs.writeFileSync(path.join(folder, "page.html"), HOSTILE);
  onrecord("hostile", "add", path.join(folder, "page.html"));
  onrecord("hostile", "brief", "-o", hostile);

  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  for (const [file, name] of [
    [brief, "sample"],
    [hostile, "hostile"],
  ]) {
    console.log(`- ${name}`);
    await open(browser, file, name);
    await valid(file, name);
  }
  await browser.close();
  fs.rmSync(folder, { recursive: true });
  console.log(failed.length ? `${failed.length} failed` : "the brief opens, and every note with it");
  process.exit(failed.length ? 1 : 0);
})();
