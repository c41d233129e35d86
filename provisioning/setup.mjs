// Installs what is missing before anything else runs, with Node's own modules only. Says what it does, and why it
// cannot, where it cannot.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const aptPackages = {
  prometheus: 'prometheus',
  alertmanager: 'prometheus-alertmanager',
  redis: 'redis-server',
  chromium: 'chromium',
};
const binaries = {
  prometheus: ['prometheus'],
  alertmanager: ['prometheus-alertmanager', 'alertmanager'],
  redis: ['redis-server'],
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
};

const run = (command, args, options = {}) => spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
const onPath = name => run('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;
const say = text => process.stdout.write(`autocura: ${text}\n`);

/** Folders with a lockfile of their own: this one, and those that are given. */
for (const folder of ['', ...process.argv.slice(2).map(name => `${name}/`)]) installNodeModules(folder);
installServers();

function installNodeModules(folder) {
  const cwd = `${root}${folder}`;
  const digest = createHash('sha256')
    .update(readFileSync(`${cwd}package-lock.json`))
    .digest('hex');
  const mark = `${cwd}node_modules/.autocura-installed`;
  const installed = () => existsSync(mark) && readFileSync(mark, 'utf8') === digest;
  if (installed()) return;
  const lock = lockInstall();
  // Another may have done it between the two.
  if (installed()) return rmSync(lock, { force: true });
  say(`installing packages from ${folder}package-lock.json (2 to 8 minutes the first time) …`);
  const started = Date.now();
  const beat = heartbeat();
  const { status } = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd });
  beat.kill();
  rmSync(lock, { force: true });
  if (status !== 0) {
    say('npm ci failed; what it printed above says why');
    process.exit(1);
  }
  writeFileSync(mark, digest);
  say(`packages installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

function installServers() {
  const missing = Object.keys(binaries).filter(name => !binaries[name].some(onPath));
  if (missing.length === 0) return;
  const packages = missing.map(name => aptPackages[name]);
  const command = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    say(`installing ${packages.join(', ')} by apt …`);
    mkdirSync(`${root}.data`, { recursive: true });
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status } = run('sh', ['-c', `(${command}) > .data/apt.log 2>&1`], { env });
    if (status === 0) return say('servers installed');
    return say(`apt did not install them; see .data/apt.log. By hand: ${command}`);
  }
  say(`missing: ${missing.join(', ')}. What needs them is left out. To install: sudo sh -c '${command}'`);
}

/** Two npm ci at once would take the packages away from each other. What a crash left counts no more. */
function lockInstall() {
  const lock = `${root}.data/installing`;
  mkdirSync(`${root}.data`, { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return lock;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = Number(existsSync(lock) && readFileSync(lock, 'utf8'));
    if (lives(owner)) {
      say(`process ${owner} is installing the packages already; start again when it is done`);
      process.exit(1);
    }
    rmSync(lock, { force: true });
  }
}

function lives(pid) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** npm ci says nothing while it works; a person should see that it does. Our own timers stand still meanwhile. */
function heartbeat() {
  const script = 'let s = 0; setInterval(() => console.log(`autocura: still installing, ${(s += 20)} s`), 20000)';
  return spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'inherit', 'ignore'] });
}
