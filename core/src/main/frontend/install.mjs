// Installs the packages of package-lock.json unless they are there already, so that a repeated build costs nothing.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const major = Number(process.versions.node.split(".")[0]);
if (major < 20) {
  console.error(`Samsyn's pages are built with Node 20 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

const installed = join(here, "node_modules", ".package-lock.json");
const wanted = join(here, "package-lock.json");
if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) process.exit(0);

const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--loglevel=error"], {
  cwd: here,
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (npm.error) console.error(`npm could not be started: ${npm.error.message}`);
process.exit(npm.status ?? 1);
