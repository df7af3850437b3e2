// Unpacks the Chromium inside the npm package @sparticuz/chromium, and writes the script that starts it: its libraries and
// fonts come along and are found through the environment. Prints the path of that script.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const target = join(import.meta.dirname, 'node_modules/.chromium');
const start = join(target, 'start.sh');

const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${target}/fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${target}/fonts-cache</cachedir>
</fontconfig>
`;

const script = `#!/bin/sh
export LD_LIBRARY_PATH='${target}/al2023/lib' FONTCONFIG_FILE='${target}/fonts.conf'
exec '${target}/chromium' "$@"
`;

if (!existsSync(start)) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  // The package unpacks into the folder for temporary files, and its libraries only where it takes itself to be on AWS Lambda.
  Object.assign(process.env, { TMPDIR: target, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' });
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  writeFileSync(join(target, 'fonts.conf'), fonts);
  // Written last: it says that all the rest is there.
  writeFileSync(start, script, { mode: 0o755 });
}
console.log(start);
