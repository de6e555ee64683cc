// What a user waits for in the dashboard, measured inside of the page.

const THROTTLE = 4;
const VIEWPORT = { width: 1280, height: 800 };

/** Runs in the page before its scripts: notes when the first heading was painted. */
function notePaint() {
  globalThis.headingPaintedAt = new Promise((resolve) => {
    const look = () => {
      if (document.querySelector('h1') === null) return requestAnimationFrame(look);
      // The frame after the one that has the heading begins when it is painted.
      requestAnimationFrame(() => resolve(performance.now()));
    };
    requestAnimationFrame(look);
  });
}

/** Measures the time from the navigation to the first heading, with nothing cached and again in the same browser. */
export async function measurePaint(browser, url, rounds) {
  const cold = [];
  const warm = [];
  for (let round = 0; round < rounds; round += 1) {
    const context = await browser.newContext({ viewport: VIEWPORT });
    cold.push(await paintOf(context, url));
    warm.push(await paintOf(context, url));
    await context.close();
  }
  return { cold, warm };
}

async function paintOf(context, url) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
  await page.addInitScript(notePaint);
  await page.goto(url);
  const ms = await page.evaluate(() => globalThis.headingPaintedAt);
  await page.close();
  return ms;
}

/** Measures the time from typing the name of a project in the switcher until only projects that match are listed. */
export async function measureSearches(browser, { url, organizationKey, names, rounds }) {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.goto(url);
  await page.getByLabel('API key', { exact: true }).fill(organizationKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const trigger = page.getByRole('combobox', { name: 'Choose a project' });
  await trigger.click();
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  const searches = [];
  for (let round = 1; round <= rounds; round += 1) {
    const name = names[Math.floor((names.length * round) / (rounds + 1))];
    searches.push(await search(page, name));
  }
  await page.close();
  return searches;
}

async function search(page, name) {
  const responses = [];
  const note = (response) => {
    if (response.request().postData()?.includes('ShellFindProjects')) responses.push(response);
  };
  page.on('response', note);
  await page.keyboard.press('Control+A');
  await page.evaluate(noteMatches, name);
  await page.keyboard.insertText(name);
  const ms = await page.evaluate(() => globalThis.matchedAfterMs);
  page.off('response', note);
  const bodies = await Promise.all(responses.map((response) => response.json()));
  const projectCount = Math.max(0, ...bodies.map(({ data }) => data.organization.projects.nodes.length));
  return { ms, requestCount: responses.length, projectCount };
}

/** Runs in the page: notes how long after the next input the list has projects with the name, and no others. */
function noteMatches(name) {
  const isMatched = () => {
    const options = [...document.querySelectorAll('[role="option"]')];
    return options.length > 0 && options.every(({ textContent }) => textContent.includes(name));
  };
  globalThis.matchedAfterMs = new Promise((resolve) => {
    const start = () => {
      const startedAt = performance.now();
      const look = () => (isMatched() ? resolve(performance.now() - startedAt) : requestAnimationFrame(look));
      look();
    };
    document.addEventListener('input', start, { capture: true, once: true });
  });
}
