import type { Locale } from '@qyzmet/regulation'
import { noticesEn } from './notices.en.ts'
import { type NoticeMessages, noticesKk } from './notices.kk.ts'
import { noticesRu } from './notices.ru.ts'

export const noticeMessages: Readonly<Record<Locale, NoticeMessages>> = { kk: noticesKk, ru: noticesRu, en: noticesEn }
