import type { Catalogue } from '../../messages/catalogue.ts'
import { peopleEn } from './people.en.ts'
import { type PeopleMessages, peopleKk } from './people.kk.ts'
import { peopleRu } from './people.ru.ts'

/** Texts of sign-up, sign-in, password change, and of pages that are not for the one who asks. */
export const peopleMessages: Catalogue<PeopleMessages> = { kk: peopleKk, ru: peopleRu, en: peopleEn }
