import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { readFonts } from './fonts.ts'
import { fontCoverage, printableData } from './printable.ts'
import { qrOf, qrSvg } from './qr.ts'
import { serveJobs } from '../threads/serve-jobs.ts'
import type { TypesetJob } from './typesetter.ts'

const TEMPLATES = fileURLToPath(new URL('./templates/', import.meta.url))

const fonts = readFonts()
const covers = fontCoverage(fonts[0])
const compiler = NodeCompiler.create({ workspace: TEMPLATES, fontArgs: [{ fontBlobs: [...fonts] }] })

serveJobs(typeset, (pdf) => [pdf])

/** Data goes in as JSON and is only ever printed: nothing in it is read as markup. */
function typeset(job: TypesetJob): ArrayBuffer {
  const pdf = compiler.pdf(
    {
      mainFilePath: `${TEMPLATES}${job.template}.typ`,
      inputs: {
        data: JSON.stringify(printableData(job.data, covers)),
        ...job.pictures,
        ...(job.qr === undefined ? {} : { qr: qrSvg(qrOf(job.qr)) }),
      },
    },
    { pdfStandard: 'a-2a' },
  )
  compiler.evictCache(10)
  const bytes = new ArrayBuffer(pdf.byteLength)
  new Uint8Array(bytes).set(pdf)
  return bytes
}
