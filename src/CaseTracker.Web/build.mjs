import { compile } from 'sass'
import { build } from 'esbuild'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'

const out = 'wwwroot/dist'
const moj = 'node_modules/@ministryofjustice/frontend/moj/assets/images/'
mkdirSync(`${out}/images`, { recursive: true })

let { css } = compile('Frontend/app.scss', { loadPaths: ['.', 'node_modules'], style: 'compressed', quietDeps: true, logger: { warn() {}, debug() {} } })
// Neither the crown nor the crest may be used by a council.
css = css.replace(/[^{};]*(?:mask-image|mask|background-image):[^;{}]*govuk-crest\.svg[^;}]*;?/g, '')
writeFileSync(`${out}/app.css`, css)

for (const icon of ['icon-progress-tick.svg', 'icon-tag-remove-cross.svg', 'icon-tag-remove-cross-white.svg'])
  cpSync(moj + icon, `${out}/images/${icon}`)

await build({ entryPoints: ['Frontend/app.js'], bundle: true, minify: true, format: 'esm', target: 'es2020', outfile: `${out}/app.js` })
