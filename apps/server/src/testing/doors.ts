import type { SceneRoute } from './scene.ts'

/**
 * Who may come in by a route.
 *
 * - `anybody`: nothing of any person is behind it
 * - `same-browser`: only the browser that began it, signed in or not
 * - `phone`: whoever holds the address in a code, once, and then the token that it gave
 * - `gateway`: the state gateway, told by the seal of its message alone
 * - `account`: whoever is signed in
 * - `citizen`: citizens whom the register has confirmed
 * - `own-draft`, `own-case`: such a citizen, and only about what is theirs
 * - `co-signer`: such a citizen, and only about applications that wait for their signature
 * - `staff`: staff who hold a post today
 * - `administrator`: such staff whose post is that of an administrator; for other staff the page is not there
 * - `keeper`: such staff who take requests in or register them, and of letters those to whom one was given; for other staff the page is not there
 * - `taker`: such staff whose post takes papers in at a counter; for other staff the page is not there
 * - `counter-papers`: such staff, and only about papers of their own office
 * - `case-at-work`: such staff, and only about cases in which they take part
 */
export type Door =
  | 'anybody'
  | 'same-browser'
  | 'phone'
  | 'gateway'
  | 'account'
  | 'citizen'
  | 'own-draft'
  | 'own-case'
  | 'co-signer'
  | 'staff'
  | 'administrator'
  | 'keeper'
  | 'taker'
  | 'counter-papers'
  | 'case-at-work'

/** Every route of the product, with its door. A route that is not here makes a test fail: say first who may use it. */
export const DOORS: Readonly<Record<string, Door>> = {
  'GET /': 'anybody',
  'GET /:locale': 'anybody',
  'GET /:locale/': 'anybody',
  'GET /assets/:name': 'anybody',
  'GET /health': 'anybody',
  'POST /gateway/async': 'gateway',
  'GET /gateway/async': 'anybody',
  'GET /gateway/:schema': 'anybody',
  'GET /:locale/services/:id': 'anybody',
  'GET /:locale/services/:id/regulation': 'anybody',
  'GET /:locale/services/:id/regulation.pdf': 'anybody',
  'GET /:locale/services/:id/handbook': 'anybody',
  'GET /:locale/services/:id/handbook.pdf': 'anybody',
  'GET /:locale/services/:id/drawings/:channel/handbook.svg': 'anybody',
  'GET /:locale/services/:id/drawings/:channel/handbook.bpmn': 'anybody',
  'GET /:locale/services/:id/drawings/:channel/interaction.svg': 'anybody',
  'GET /:locale/services/:id/drawings/:channel/interaction.bpmn': 'anybody',
  'GET /:locale/verify': 'anybody',
  'POST /:locale/verify': 'anybody',
  'POST /:locale/verify/file': 'anybody',
  'GET /:locale/verify/:code': 'anybody',
  'GET /:locale/queue': 'anybody',
  'GET /:locale/queue/:provider/:list': 'anybody',
  'GET /api/openapi.json': 'anybody',
  'GET /api/documents/:code': 'anybody',
  'GET /api/queue': 'anybody',
  'GET /api/queue/:provider/:list': 'anybody',
  'GET /api/cases': 'citizen',
  'GET /api/cases/:id': 'own-case',

  'GET /:locale/sign-in': 'anybody',
  'POST /:locale/sign-in': 'anybody',
  'GET /:locale/sign-in/with/:provider': 'anybody',
  'GET /sign-in/from/:provider': 'same-browser',
  'GET /:locale/sign-in/account/:id': 'same-browser',
  'POST /:locale/sign-in/account/:id': 'same-browser',
  'GET /:locale/sign-out': 'anybody',
  'POST /:locale/sign-out': 'anybody',
  'GET /:locale/sign-up': 'anybody',
  'POST /:locale/sign-up': 'anybody',
  'GET /:locale/sign-up/exists': 'anybody',
  'GET /:locale/sign-up/:id': 'same-browser',
  'POST /:locale/sign-up/:id': 'same-browser',
  'GET /:locale/sign-up/waiting': 'account',
  'POST /:locale/sign-up/waiting': 'account',
  'GET /:locale/password': 'anybody',
  'POST /:locale/password': 'anybody',
  'GET /:locale/password/done': 'anybody',
  'GET /:locale/password/no-account': 'anybody',
  'GET /:locale/password/:id': 'same-browser',
  'GET /:locale/password/:id/document': 'same-browser',
  'POST /:locale/password/:id': 'same-browser',

  'POST /:locale/phone-signing': 'same-browser',
  'GET /:locale/phone-signing/:id': 'same-browser',
  'GET /:locale/phone-signing/:id/state': 'same-browser',
  'GET /api/egov-mobile/:key': 'phone',
  'GET /api/egov-mobile/documents/:id': 'phone',
  'PUT /api/egov-mobile/documents/:id': 'phone',

  'POST /:locale/services/:id/applications': 'citizen',
  'GET /:locale/applications/:id': 'own-draft',
  'GET /:locale/applications/:id/remove': 'own-draft',
  'POST /:locale/applications/:id/remove': 'own-draft',
  'GET /:locale/applications/:id/pages/:page': 'own-draft',
  'POST /:locale/applications/:id/pages/:page': 'own-draft',
  'GET /:locale/applications/:id/documents': 'own-draft',
  'POST /:locale/applications/:id/documents': 'own-draft',
  'POST /:locale/applications/:id/documents/remove': 'own-draft',
  'GET /:locale/applications/:id/documents/:document': 'own-draft',
  'POST /:locale/applications/:id/documents/:document': 'own-draft',
  'GET /:locale/applications/:id/files/:file': 'own-draft',
  'GET /:locale/applications/:id/check': 'own-draft',
  'GET /:locale/applications/:id/sign': 'own-draft',
  'GET /:locale/applications/:id/request': 'own-draft',
  'POST /:locale/applications/:id/sign': 'own-draft',
  'GET /:locale/applications/:id/done': 'own-draft',
  'POST /:locale/applications/:id/sign-again': 'own-draft',
  'POST /:locale/applications/:id/withdraw': 'own-draft',

  'GET /:locale/cabinet': 'citizen',
  'GET /:locale/cabinet/notices': 'citizen',
  'POST /:locale/cabinet/notices/language': 'citizen',
  'POST /:locale/cabinet/notices/:channel': 'citizen',
  'POST /:locale/cabinet/notices/:channel/confirm': 'citizen',
  'POST /:locale/cabinet/notices/:channel/remove': 'citizen',
  'GET /:locale/cabinet/co-signatures/:id': 'co-signer',
  'GET /:locale/cabinet/co-signatures/:id/request': 'co-signer',
  'POST /:locale/cabinet/co-signatures/:id/sign': 'co-signer',
  'POST /:locale/cabinet/co-signatures/:id/decline': 'co-signer',
  'GET /:locale/cabinet/co-signatures/:id/statement': 'co-signer',
  'POST /:locale/cabinet/co-signatures/:id/proof': 'co-signer',
  'GET /:locale/cabinet/cases/:id': 'own-case',
  'GET /:locale/cabinet/cases/:id/application': 'own-case',
  'GET /:locale/cabinet/cases/:id/application.pdf': 'own-case',
  'GET /:locale/cabinet/cases/:id/reads': 'own-case',
  'GET /:locale/cabinet/cases/:id/receipt': 'own-case',
  'GET /:locale/cabinet/cases/:id/documents/:document': 'own-case',
  'GET /:locale/cabinet/cases/:id/documents/:document/evidence': 'own-case',
  'GET /:locale/cabinet/cases/:id/receipt/evidence': 'own-case',
  'GET /:locale/cabinet/cases/:id/attachments/:index': 'own-case',

  'GET /:locale/work': 'staff',
  'POST /:locale/work/next': 'staff',
  'GET /:locale/work/to-sign': 'staff',
  'POST /:locale/work/to-sign': 'staff',
  'GET /:locale/work/gateway': 'administrator',
  'GET /:locale/work/gateway/messages/:id': 'administrator',
  'POST /:locale/work/gateway/messages/:id/show': 'administrator',
  'POST /:locale/work/gateway/messages/:id/retry': 'administrator',
  'POST /:locale/work/gateway/messages/:id/give-up': 'administrator',
  'GET /:locale/work/letters': 'keeper',
  'GET /:locale/work/letters/:id': 'keeper',
  'GET /:locale/work/letters/:id/files/:place': 'keeper',
  'POST /:locale/work/letters/:id/register': 'keeper',
  'POST /:locale/work/letters/:id/refuse': 'keeper',
  'POST /:locale/work/letters/:id/give': 'keeper',
  'POST /:locale/work/letters/:id/finish': 'keeper',
  'GET /:locale/work/registrations': 'keeper',
  'POST /:locale/work/registrations/compare': 'keeper',
  'POST /:locale/work/registrations/cases/:caseId/tell-again': 'keeper',
  'POST /:locale/work/registrations/documents/:id/file-again': 'keeper',
  'GET /:locale/work/counter': 'taker',
  'POST /:locale/work/counter': 'taker',
  'GET /:locale/work/counter/:id': 'counter-papers',
  'POST /:locale/work/counter/:id': 'counter-papers',
  'GET /:locale/work/counter/:id/remove': 'counter-papers',
  'POST /:locale/work/counter/:id/remove': 'counter-papers',
  'GET /:locale/work/counter/:id/documents': 'counter-papers',
  'POST /:locale/work/counter/:id/documents': 'counter-papers',
  'POST /:locale/work/counter/:id/documents/sort': 'counter-papers',
  'POST /:locale/work/counter/:id/documents/remove': 'counter-papers',
  'POST /:locale/work/counter/:id/documents/:document': 'counter-papers',
  'GET /:locale/work/counter/:id/files/:file': 'counter-papers',
  'GET /:locale/work/counter/:id/check': 'counter-papers',
  'POST /:locale/work/counter/:id/check': 'counter-papers',
  'GET /:locale/work/counter/:id/refuse': 'counter-papers',
  'POST /:locale/work/counter/:id/refuse': 'counter-papers',
  'GET /:locale/work/counter/:id/done': 'counter-papers',
  'POST /:locale/work/counter/:id/done': 'counter-papers',
  'GET /:locale/work/counter/:id/application.pdf': 'counter-papers',
  'GET /:locale/work/counter/:id/receipt.pdf': 'counter-papers',
  'GET /:locale/work/cases/:caseId': 'case-at-work',
  'POST /:locale/work/cases/:caseId/complete': 'case-at-work',
  'POST /:locale/work/cases/:caseId/vote': 'case-at-work',
  'POST /:locale/work/cases/:caseId/reassign': 'case-at-work',
  'POST /:locale/work/cases/:caseId/close-session': 'case-at-work',
  'GET /:locale/work/cases/:caseId/sign': 'case-at-work',
  'POST /:locale/work/cases/:caseId/sign': 'case-at-work',
  'GET /:locale/work/cases/:caseId/to-sign': 'case-at-work',
  'GET /:locale/work/cases/:caseId/container': 'case-at-work',
  'GET /:locale/work/cases/:caseId/request': 'case-at-work',
  'GET /:locale/work/cases/:caseId/minutes': 'case-at-work',
  'GET /:locale/work/cases/:caseId/draft.pdf': 'case-at-work',
  'GET /:locale/work/cases/:caseId/papers/:sha256': 'case-at-work',
  'GET /:locale/work/cases/:caseId/files/:sha256': 'case-at-work',
  'GET /:locale/work/cases/:caseId/registers/:receiptId': 'case-at-work',
  'GET /:locale/work/cases/:caseId/scans/:sha256': 'case-at-work',
  'GET /:locale/work/cases/:caseId/enter': 'case-at-work',
  'POST /:locale/work/cases/:caseId/enter': 'case-at-work',
}

/** The name of a route in the table: the language is a parameter, however the route was written. */
export function nameOf({ method, url }: SceneRoute): string {
  return `${method} ${url.replace(/^\/(kk|ru|en)(?=\/|$)/, '/:locale')}`
}
