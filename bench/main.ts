// npm run bench: steps beside the ideal transaction, the start of the whole product, the weight of pages.
// npm run bench -- 3 4000 1,8,32,256: rounds, milliseconds and concurrency of the first part.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median } from './closed-loop.ts'
import { PAGE_BAR_BYTES, SCRIPT_BAR_BYTES, weighPages } from './page-weight.ts'
import { measureStartUp, START_UP_BAR_MS, withProduct } from './start-up.ts'

const PAGES = ['/kk/', '/kk/services/zhambyl-queue', '/kk/sign-up', '/kk/sign-in', '/kk/verify']
const steps = fileURLToPath(new URL('./steps.ts', import.meta.url))

await new Promise<void>((resolve, reject) => {
  spawn(process.execPath, [...process.execArgv, steps, ...process.argv.slice(2)], { stdio: 'inherit' })
    .once('error', reject)
    .once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`steps.ts ended with ${code}`))))
})

const { newMs, againMs } = await measureStartUp()
console.log('\n| start of everything | median ms | bar ms |\n| --- | --- | --- |')
console.log(`| new installation | ${median(newMs).toFixed(0)} | ${START_UP_BAR_MS} |`)
console.log(`| existing database | ${median(againMs).toFixed(0)} | ${START_UP_BAR_MS} |`)

const weights = await withProduct((baseUrl) => weighPages(baseUrl, PAGES))
const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(1)
console.log('\n| first visit of | kB in all | script kB | style kB | page kB |\n| --- | --- | --- | --- | --- |')
for (const { path, total, script, style, html } of weights) {
  console.log(`| ${path} | ${[total, script, style, html].map((bytes) => kilobytes(bytes)).join(' | ')} |`)
}
console.log(`| bar | ${kilobytes(PAGE_BAR_BYTES)} | ${kilobytes(SCRIPT_BAR_BYTES)} | | |`)
