import { randomUUID } from 'node:crypto'
import type { Sql } from '../database/connect.ts'
import accounts from '../people/training-accounts.json' with { type: 'json' }
import { insertAccount } from '../people/accounts.queries.ts'
import { createPasswordHasher } from '../people/passwords.ts'
import { insertPost, insertProvider, insertSubstitution } from '../people/staff.queries.ts'
import { seedTraining } from '../people/training.ts'

/** Sorts after the training provider, which therefore takes the new cases. */
export const OTHER_PROVIDER = 'zhualy-other'
export const PROVIDER = 'zhambyl-training'

export interface PersonOfScene {
  readonly iin: string
  readonly surname: string
  readonly givenName: string
  readonly patronymic: string
  /** The body in whose name staff sign. */
  readonly organisation?: { readonly bin: string; readonly name: string }
}

const ORGANISATION = { bin: accounts.provider.bin, name: accounts.provider.title.kk }

/** The people of the training provider and its citizens, by what they are in a test; the register knows them. */
const SEEDED = {
  citizen: person('900514497061', 'Үлгібаева', 'Айсәуле', 'Мысалқызы'),
  otherCitizen: person('910327497800', 'Отбасова', 'Гүлжазира', 'Мысалқызы'),
  clerk: staff('830903495094', 'Кеңсеева', 'Сәуле', 'Мысалқызы'),
  head: staff('700315395461', 'Басшыбаев', 'Ерлан', 'Мысалұлы'),
  executor: staff('890126495834', 'Орындарова', 'Динара', 'Мысалқызы'),
  /** Holds the same role, but other cases are given to them. */
  otherExecutor: staff('940530396204', 'Орындаров', 'Асхат', 'Мысалұлы'),
  member1: staff('650707396578', 'Алқалыев', 'Қанат', 'Мысалұлы'),
  member2: staff('721118496947', 'Кеңесова', 'Бағила', 'Мысалқызы'),
  member3: staff('800202397315', 'Дауысов', 'Талғат', 'Мысалұлы'),
  /** A second head, on leave. */
  absentHead: staff('740825497682', 'Демалысова', 'Гүлнар', 'Мысалқызы'),
  /** Acts for the head who is on leave, and for the executor and the clerk from whom the scene takes them. */
  substitute: staff('851010398054', 'Орынбасаров', 'Марат', 'Мысалұлы'),
  /** Of a body that gives no service itself. */
  administrator: person('870516492380', 'Әкімшіева', 'Назгүл', 'Мысалқызы'),
  /** Takes papers in at a service centre. */
  operator: person('930218492750', 'Қабылдаева', 'Ұлжан', 'Мысалқызы'),
} as const

/** People whom only the scene knows. */
const MADE = {
  /** Signed up while the register of persons was silent. */
  unconfirmed: person('850506401011', 'Күтуші', 'Әлия', 'Мысалқызы'),
  otherClerk: person('850507401027', 'Көршінова', 'Айман', 'Мысалқызы'),
  otherHead: person('850508301036', 'Көршінов', 'Болат', 'Мысалұлы'),
  otherProvidersExecutor: person('850509301041', 'Көршінов', 'Санат', 'Мысалұлы'),
  otherMember: person('850510401053', 'Көршінова', 'Роза', 'Мысалқызы'),
  /** A member of staff whose post has ended. */
  formerClerk: person('850511301062', 'Бұрынғыев', 'Нұрлан', 'Мысалұлы'),
} as const

export const PEOPLE = { ...SEEDED, ...MADE }
export type PersonName = keyof typeof PEOPLE

const POSTS: readonly (readonly [keyof typeof MADE, string])[] = [
  ['otherClerk', 'clerk'],
  ['otherHead', 'head'],
  ['otherProvidersExecutor', 'executor'],
  ['otherMember', 'housing-commission'],
]

/** Fills an empty database with everybody. @returns ids of their accounts */
export async function seedPeople(
  sql: Sql,
  clock: () => Temporal.Instant,
): Promise<Readonly<Record<PersonName, string>>> {
  // As costly as elsewhere would make no difference to what is tested.
  const passwords = await createPasswordHasher({ cost: { memoryKib: 64, passes: 1, lanes: 1 } })
  const [first] = await seedTraining({ sql, passwords, clock })
  const passwordHash = await passwords.hash(first?.password ?? '')
  const now = clock()
  const today = now.toZonedDateTimeISO('Asia/Almaty').toPlainDate()
  await insertProvider(sql, {
    id: OTHER_PROVIDER,
    title: { kk: 'Жуалы ауданының әкімдігі', ru: 'Акимат Жуалынского района', en: 'Akimat of Zhualy district' },
    timeZone: 'Asia/Almaty',
  })
  for (const [name, { iin, surname, givenName, patronymic }] of Object.entries(MADE)) {
    const waits = name === 'unconfirmed'
    await insertAccount(sql, {
      id: randomUUID(),
      kind: waits ? 'citizen' : 'staff',
      iin,
      locale: 'kk',
      passwordHash,
      at: now,
      ...(waits ? { nextCheckAt: now.add({ hours: 24 }) } : { name: `${surname} ${givenName} ${patronymic}` }),
    })
  }
  const ids = await accountsOf(sql)
  for (const [name, actor] of POSTS) {
    const post = { id: randomUUID(), accountId: ids[name], actor }
    await insertPost(sql, { ...post, providerId: OTHER_PROVIDER, from: today.subtract({ years: 1 }) })
  }
  await insertPost(sql, {
    id: randomUUID(),
    accountId: ids.formerClerk,
    providerId: PROVIDER,
    actor: 'clerk',
    from: today.subtract({ years: 1 }),
    until: today.subtract({ days: 1 }),
  })
  return ids
}

async function accountsOf(sql: Sql): Promise<Readonly<Record<PersonName, string>>> {
  const rows = await sql<{ id: string; iin: string }[]>`select id, iin from account`
  const ids = new Map(rows.map(({ id, iin }) => [iin, id]))
  return mapPeople(({ iin }) => ids.get(iin) ?? '')
}

/** Takes somebody from their posts for a while; returns the id under which the absence is kept. */
export async function sendOnLeave(
  sql: Sql,
  absence: { readonly absent: string; readonly substitute: string; readonly today: Temporal.PlainDate },
): Promise<string> {
  const id = randomUUID()
  await insertSubstitution(sql, {
    id,
    providerId: PROVIDER,
    absentAccountId: absence.absent,
    substituteAccountId: absence.substitute,
    from: absence.today,
    until: absence.today.add({ days: 20 }),
    reason: 'Еңбек демалысы',
  })
  return id
}

function mapPeople<Value>(value: (of: PersonOfScene) => Value): Readonly<Record<PersonName, Value>> {
  const entries = Object.entries(PEOPLE).map(([name, of]) => [name, value(of)])
  return Object.fromEntries(entries) as Readonly<Record<PersonName, Value>> // The names are those of PEOPLE.
}

function person(iin: string, surname: string, givenName: string, patronymic: string): PersonOfScene {
  return { iin, surname, givenName, patronymic }
}

/** Somebody who signs with a certificate of the training provider. */
function staff(iin: string, surname: string, givenName: string, patronymic: string): PersonOfScene {
  return { ...person(iin, surname, givenName, patronymic), organisation: ORGANISATION }
}

export function fullName({ surname, givenName, patronymic }: PersonOfScene): string {
  return `${surname} ${givenName} ${patronymic}`
}
