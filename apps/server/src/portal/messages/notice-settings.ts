import type { Catalogue } from '../../messages/catalogue.ts'
import { noticeSettingsEn } from './notice-settings.en.ts'
import { noticeSettingsKk, type NoticeSettingsMessages } from './notice-settings.kk.ts'
import { noticeSettingsRu } from './notice-settings.ru.ts'

export const noticeSettingsMessages: Catalogue<NoticeSettingsMessages> = {
  kk: noticeSettingsKk,
  ru: noticeSettingsRu,
  en: noticeSettingsEn,
}
