import puppeteer, { type Browser } from "puppeteer-core";

/** The Chromium that CHROMIUM names, or that the system's package has. */
export function launchChromium(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    // Chromium's sandbox starts neither for root, which a container's user is, nor on every runner; the pages are ours alone.
    args: process.getuid?.() === 0 || process.env.CI ? ["--no-sandbox"] : [],
  });
}
