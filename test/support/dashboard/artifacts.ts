import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { REPOSITORY } from '../bundle.ts';

/** Where tests put screenshots for developers to look at. */
const FOLDER = join(REPOSITORY, 'screenshots');

export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}
