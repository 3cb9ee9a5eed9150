import type { Locale } from '@qyzmet/regulation'
import { en } from './en.ts'
import { kk, type Messages } from './kk.ts'
import { ru } from './ru.ts'

export const MESSAGES: Readonly<Record<Locale, Messages>> = { kk, ru, en }
