import type { JSX } from 'preact'
import { Alert } from '../../ui/Alert.tsx'
import { Heading, Lead, Link } from '../../ui/Heading.tsx'
import { usePage } from '../../ui/page-context.ts'
import { CardList, Panel } from '../../ui/Panel.tsx'
import { servicesMessages } from '../messages/services.ts'
import type { ServiceCard } from './service-view.ts'

/** The first page: what can be applied for here. */
export function ServiceListPage(props: { readonly services: readonly ServiceCard[] }): JSX.Element {
  const { locale } = usePage()
  const t = servicesMessages[locale].list
  return (
    <>
      <Heading level={1}>{t.title}</Heading>
      <Lead>{t.lead}</Lead>
      {props.services.length === 0 ? (
        <Alert tone="info">
          <p>{t.empty}</p>
        </Alert>
      ) : (
        <CardList
          cards={props.services.map((service) => ({
            key: service.id,
            title: service.title,
            href: `/${locale}/services/${service.id}`,
            children: <p>{service.provider}</p>,
            meta: `${t.term(service.term)} · ${t.fee(service.fee)}`,
          }))}
        />
      )}
      <Panel>
        <Heading level={2}>{t.verifyTitle}</Heading>
        <p>
          {t.verifyText} <Link href={`/${locale}/verify`}>{t.verifyTitle}</Link>
        </p>
      </Panel>
    </>
  )
}
