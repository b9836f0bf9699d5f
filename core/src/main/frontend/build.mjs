// Builds styles, scripts, icons and fonts into the folder given as the first argument.
// The result: files named by their content, and manifest.json (logical name -> file name). licences.txt is among them.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "../../../target/classes/se/samsyn/core/web/static"));
const work = resolve(process.argv[3] ?? join(here, "../../../target/frontend"));
const theme = join(work, "theme");

const sources = ["css", "js", "images"].flatMap((folder) => filesOf(join(here, folder)));
const settings = ["build.mjs", "icons.json", "designsystemet.config.json", "package-lock.json"].map((f) => join(here, f));
const stamp = digest(...[...sources, ...settings].flatMap((file) => [relative(here, file), readFileSync(file)]));
const stampFile = join(work, "stamp");
if (existsSync(join(out, "manifest.json")) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) {
  process.exit(0);
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
mkdirSync(work, { recursive: true });

buildTheme();
const manifest = {};
const packages = new Set(["lucide-static"]);
await bundle();
write("sprite.svg", sprite());
for (const image of filesOf(join(here, "images"))) write(basename(image), readFileSync(image));
documentFonts();
write("licences.txt", licences());
writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
writeFileSync(stampFile, stamp);

/** Colours, type scale and sizes of the design system, from designsystemet.config.json. */
function buildTheme() {
  const wanted = digest(readFileSync(join(here, "designsystemet.config.json")), readFileSync(join(here, "package-lock.json")));
  const made = join(theme, "made-from");
  if (existsSync(made) && readFileSync(made, "utf8") === wanted) return;
  const cli = join(here, "node_modules/@digdir/designsystemet/dist/bin/designsystemet.js");
  const tokens = join(work, "design-tokens");
  // The configuration's outDir is relative to the working directory, and wins over --out-dir.
  run(cli, "tokens", "create", "--config", join(here, "designsystemet.config.json"), "--clean");
  run(cli, "tokens", "build", "-t", tokens, "--out-dir", theme, "--clean");
  writeFileSync(made, wanted);
}

function run(...args) {
  const done = spawnSync(process.execPath, args, { cwd: work, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${args.slice(1).join(" ")}\n${done.stdout}\n${done.stderr}`);
}

async function bundle() {
  const result = await build({
    absWorkingDir: here,
    entryPoints: { samsyn: "js/samsyn.js", "samsyn-styles": "css/samsyn.css" },
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    // Scripts read words out of style sheets: an escaped letter would be read as it is written.
    charset: "utf8",
    target: ["chrome111", "firefox115", "safari16.4"],
    outdir: out,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    loader: { ".woff2": "file" },
    alias: { "samsyn-theme": join(theme, "samsyn.css") },
    legalComments: "none",
    logLevel: "warning",
    metafile: true,
  });
  for (const [path, output] of Object.entries(result.metafile.outputs)) {
    for (const input of Object.keys(output.inputs)) notePackage(input);
    const file = basename(path);
    if (file.endsWith(".woff2")) manifest[file.replace(/-[A-Z0-9]{8}\.woff2$/, ".woff2")] = file;
    if (output.entryPoint === "js/samsyn.js") manifest["samsyn.js"] = file;
    if (output.entryPoint === "css/samsyn.css") manifest["samsyn.css"] = file;
  }
}

function notePackage(input) {
  const found = input.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)\//);
  if (found) packages.add(found[1]);
}

/** Only the icons that pages use, as symbols of one file. */
function sprite() {
  const symbols = JSON.parse(readFileSync(join(here, "icons.json"), "utf8")).map((name) => {
    const svg = readFileSync(join(here, `node_modules/lucide-static/icons/${name}.svg`), "utf8");
    const body = svg.replace(/<!--[\s\S]*?-->/, "").match(/<svg[^>]*>([\s\S]*)<\/svg>/)[1];
    return `<symbol id="i-${name}" viewBox="0 0 24 24">${body.replace(/\s+/g, " ").trim()}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

/** Those that are put into PDF files, beside the code that does it; browsers get theirs with the styles. */
function documentFonts() {
  const folder = join(out, "../../document");
  mkdirSync(folder, { recursive: true });
  for (const weight of ["400Regular", "600SemiBold"]) {
    const font = `Inter_${weight}.ttf`;
    writeFileSync(join(folder, font), readFileSync(join(here, "node_modules/@expo-google-fonts/inter", weight, font)));
  }
  packages.add("@expo-google-fonts/inter");
}

function write(name, content) {
  const dot = name.lastIndexOf(".");
  const file = `${name.slice(0, dot)}-${digest(content).slice(0, 8).toUpperCase()}${name.slice(dot)}`;
  writeFileSync(join(out, file), content);
  manifest[name] = file;
}

function licences() {
  return [...packages].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const texts = readdirSync(folder).filter((name) => /^(licen[cs]e|notice)/i.test(name) && statSync(join(folder, name)).isFile());
    const body = texts.map((file) => readFileSync(join(folder, file), "utf8").trim()).join("\n\n");
    return `${about.name} ${about.version} (${about.license})\n${"=".repeat(72)}\n${body || about.license}\n`;
  }).join("\n\n");
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}

function digest(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(typeof part === "string" ? part.split(sep).join("/") : part).update("\0");
  return hash.digest("hex");
}
