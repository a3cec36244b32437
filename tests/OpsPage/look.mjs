// Opens /ops in a headless Chromium, waits for its states, one after the other, and says what is to be seen at each.
// usage: node look.mjs ADDRESS STATE... [--width=N] [--height=N] [--dark] [--elsewhere] [--picture=FILE] [--wait=MS]
// One line of JSON for each STATE (live, lost, healthy, degraded, unhealthy), when it is reached.
import { writeFileSync } from "node:fs";
import { openBrowser, openPage } from "./browser.mjs";

const patience = 60_000;
const flags = Object.fromEntries(process.argv.slice(2).filter(word => word.startsWith("--"))
  .map(word => word.slice(2).split(/=(.*)/s)));
const [address, ...states] = process.argv.slice(2).filter(word => !word.startsWith("--"));
const pause = ms => new Promise(done => setTimeout(done, ms));

const is = {
  live: `document.getElementById("age")?.textContent === "live" && document.querySelector("#pools figure") !== null`,
  ...Object.fromEntries(["lost", "healthy", "degraded", "unhealthy"]
    .map(state => [state, `document.getElementById("health")?.dataset.state === "${state}"`])),
};

// What a person sees, hears or stumbles over.
const seen = `({
  title: document.title,
  state: document.getElementById("state").innerText.trim(),
  reasons: [...document.querySelectorAll("#reasons li")].map(one => one.textContent),
  age: document.getElementById("age").textContent,
  headings: [...document.querySelectorAll("h1, h2, h3")].map(one => one.tagName + " " + one.textContent),
  landmarks: ["header", "main", "footer"].filter(one => document.querySelector("body > " + one)),
  charts: [...document.querySelectorAll("svg[role=img]")].map(one => one.getAttribute("aria-label")),
  drawn: [...document.querySelectorAll(".plot path")].filter(one => one.getAttribute("d").length > 0).length,
  captions: [...document.querySelectorAll("table caption")].map(one => one.textContent),
  unnamed: [...document.querySelectorAll("button, a, [tabindex='0']")]
    .filter(one => !one.textContent.trim() && !one.getAttribute("aria-label")).length,
  isTooWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  speaksUp: document.querySelectorAll("[aria-live]:not([aria-live=polite]), [role=alert]").length,
})`;

const browser = await openBrowser();

try {
  const size = { width: Number(flags.width ?? 1280), height: Number(flags.height ?? 900) };
  const page = await openPage(browser, { ...size, dark: "dark" in flags, elsewhere: "elsewhere" in flags });
  await page.send("Page.navigate", { url: address });

  for (const state of states) {
    const until = Date.now() + patience;
    while (!(await page.evaluate(is[state]).catch(() => false))) {
      if (Date.now() > until) throw new Error(`The page is not ${state}: ${await page.evaluate("document.body.innerText")}`);
      await pause(100);
    }
    await pause(Number(flags.wait ?? 0));
    console.log(JSON.stringify({ reached: state, complaints: page.complaints, ...await page.evaluate(seen) }));
  }

  if (flags.picture) {
    const { data } = await page.send("Page.captureScreenshot", { format: "png", captureBeyondViewport: "full" in flags });
    writeFileSync(flags.picture, Buffer.from(data, "base64"));
  }
} finally {
  await browser.close();
}
