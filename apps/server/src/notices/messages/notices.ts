import type { Catalogue } from '../../messages/catalogue.ts'
import { noticesEn } from './notices.en.ts'
import { type NoticeMessages, noticesKk } from './notices.kk.ts'
import { noticesRu } from './notices.ru.ts'

export const noticeMessages: Catalogue<NoticeMessages> = { kk: noticesKk, ru: noticesRu, en: noticesEn }
