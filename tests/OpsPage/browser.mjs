// Drives a headless Chromium over its debugging pipe (fd 3 and 4), without any package.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = process.getuid?.() === 0;

export const openBrowser = async () => {
  const profile = mkdtempSync(join(tmpdir(), "ops-page-"));
  const program = process.env.CHROMIUM ?? "chromium";
  const chromium = spawn(program, [
    "--headless", "--remote-debugging-pipe", `--user-data-dir=${profile}`, "--no-first-run",
    "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-extensions",
    // Chromium's own sandbox cannot be set up by root.
    ...(root ? ["--no-sandbox"] : []),
  ], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"], detached: true });
  await new Promise((started, failed) => chromium.once("spawn", started).once("error", failed));
  const [, , , to, from] = chromium.stdio;
  const waiting = new Map(), listeners = [];
  let last = 0, rest = "";

  from.setEncoding("utf8").on("data", text => {
    const messages = (rest + text).split("\0");
    rest = messages.pop();
    for (const message of messages.map(JSON.parse)) {
      if (message.id) {
        const { done, failed } = waiting.get(message.id);
        waiting.delete(message.id);
        message.error ? failed(new Error(message.error.message)) : done(message.result);
      } else listeners.forEach(listener => listener(message));
    }
  });

  const send = (method, params = {}, sessionId) => new Promise((done, failed) => {
    waiting.set(++last, { done, failed });
    to.write(JSON.stringify({ id: last, method, params, sessionId }) + "\0");
  });

  const close = async () => {
    const gone = new Promise(done => chromium.once("exit", done));
    try { process.kill(-chromium.pid, "SIGKILL"); } catch { /* It has gone by itself. */ }
    await gone;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };

  return { send, listen: listener => listeners.push(listener), close };
};

/** Opens a page and notes whatever it complains about: errors of scripts, of the policy, of the network. */
export const openPage = async (browser, { width, height, dark, elsewhere }) => {
  const { targetId } = await browser.send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
  const send = (method, params) => browser.send(method, params, sessionId);
  const complaints = [];
  browser.listen(({ method, params }) => {
    if (method === "Runtime.exceptionThrown") complaints.push(params.exceptionDetails.exception?.description);
    if (method === "Log.entryAdded" && params.entry.level === "error") complaints.push(params.entry.text);
  });
  await Promise.all(["Page", "Runtime", "Log", "Network"].map(domain => send(`${domain}.enable`)));
  await send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: width < 600 });
  await send("Emulation.setEmulatedMedia", {
    features: [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }],
  });
  if (elsewhere) await send("Network.setExtraHTTPHeaders", { headers: { "X-Forwarded-For": "203.0.113.7" } });

  const evaluate = async expression => {
    const { result, exceptionDetails } = await send("Runtime.evaluate", {
      expression, returnByValue: true, awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };

  return { send, evaluate, complaints };
};
