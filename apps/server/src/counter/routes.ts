import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hiddenPages } from '../provider/hidden-pages.ts'
import { showCheck } from './check-page.tsx'
import type { CounterDependencies } from './dependencies.ts'
import { removeScan, sendScan, showDocuments, takeScan } from './documents-page.tsx'
import { goOn, sendCopy, sendReceipt, showDone } from './done-page.tsx'
import { removePapers, saveForm, showForm, showRemoval } from './form-page.tsx'
import { beginPapers, showCounter } from './list-page.tsx'
import { showRefusal } from './refusal-page.tsx'
import { sortScans, takeScans } from './scans-at-once.tsx'
import { refusePapers, takePapersIn } from './take-in.ts'
import { takingIn } from './taking-in.ts'
import { type CounterVisit, type CounterWork, withPapers, withTakenIn } from './visit.tsx'

/**
 * `/:locale/work/counter…`: taking an application in that somebody has brought on paper, for those whose post does so.
 * For all others these pages are not there.
 */
export function counterRoutes(app: FastifyInstance, deps: CounterDependencies): void {
  // What opens the door is what the list behind it shows.
  const pages = hiddenPages(app, deps, async (party) => {
    const offers = await takingIn(deps, party)
    return offers.length > 0 && offers
  })
  const { door } = pages
  type Answer<Of> = (of: Of) => FastifyReply | Promise<FastifyReply>
  const on = (
    answer: Answer<CounterVisit>,
  ): ((request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
    pages.on(async ({ found: offers, ...visit }) =>
      answer({
        ...visit,
        deps,
        now: deps.now(),
        offers,
        show: (page, status) => pages.show(visit, page, status),
      }),
    )
  const onPapers = (answer: Answer<CounterWork>) => on((visit) => withPapers(visit, answer))
  const onTakenIn = (answer: Answer<CounterWork>) => on((visit) => withTakenIn(visit, answer))
  const base = '/:locale/work/counter'
  const papers = `${base}/:id`

  app.get(
    base,
    door,
    on((visit) => showCounter(visit)),
  )
  app.post(base, door, on(beginPapers))

  app.get(papers, door, onPapers(showForm))
  app.post(papers, door, onPapers(saveForm))
  app.get(`${papers}/remove`, door, onPapers(showRemoval))
  app.post(`${papers}/remove`, door, onPapers(removePapers))

  app.get(
    `${papers}/documents`,
    door,
    onPapers((work) => showDocuments(work)),
  )
  app.post(
    `${papers}/documents`,
    { ...door, config: { csrf: 'in-handler' } },
    onPapers(async (work) => {
      const taken = await takeScans(work)
      // What was kept of several files is to be seen beside what was not.
      return 'faults' in taken ? withPapers(work.visit, (again) => showDocuments(again, taken.faults)) : taken
    }),
  )
  app.post(`${papers}/documents/sort`, door, onPapers(sortScans))
  app.post(`${papers}/documents/remove`, door, onPapers(removeScan))
  app.post(`${papers}/documents/:document`, { ...door, config: { csrf: 'in-handler' } }, onPapers(takeScan))
  app.get(`${papers}/files/:file`, door, onPapers(sendScan))

  app.get(
    `${papers}/check`,
    door,
    onPapers((work) => showCheck(work)),
  )
  app.post(`${papers}/check`, door, onPapers(takePapersIn))
  app.get(
    `${papers}/refuse`,
    door,
    onPapers((work) => showRefusal(work)),
  )
  app.post(`${papers}/refuse`, door, onPapers(refusePapers))

  app.get(`${papers}/done`, door, onTakenIn(showDone))
  app.post(`${papers}/done`, door, onTakenIn(goOn))
  app.get(`${papers}/application.pdf`, door, onTakenIn(sendCopy))
  app.get(`${papers}/receipt.pdf`, door, onTakenIn(sendReceipt))
}
