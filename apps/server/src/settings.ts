export interface Setting {
  readonly name: string
  readonly meaning: string
  /** Default outside production; an empty one means "not set". */
  readonly fallback: string
  /** Default in production where it differs. */
  readonly productionFallback?: string
  /** What goes wrong with a bad value. */
  readonly danger?: string
  /** Must be given in production. */
  readonly neededInProduction?: boolean
}

/** The simulator's gateway knows the product by this password. */
export const TRAINING_GATEWAY_PASSWORD = 'training-gateway-2026'

/** The simulator's providers of identity know the product by this secret. */
export const TRAINING_SECRET = 'only-in-training'

/** Every setting of the server. docs/configuration.md is written from this; a test keeps them equal. */
export const SETTINGS = [
  {
    name: 'QYZMET_PROFILE',
    meaning: '`training` runs with invented people, training keys and the simulator; `production` refuses all three.',
    fallback: 'production',
  },
  {
    name: 'QYZMET_HOST',
    meaning: 'Address to listen on.',
    fallback: '127.0.0.1',
    danger: '`0.0.0.0` serves everyone who can reach the machine; put a TLS proxy before it.',
  },
  { name: 'QYZMET_PORT', meaning: 'TCP port to listen on.', fallback: '8080' },
  {
    name: 'QYZMET_PUBLIC_URL',
    meaning:
      'Address at which people reach the product; printed in QR codes. Empty, in training: `http://127.0.0.1` with the port of `QYZMET_PORT`.',
    fallback: '',
    danger: 'A wrong value is printed on documents for ever.',
    neededInProduction: true,
  },
  { name: 'QYZMET_DATA', meaning: 'Folder of the embedded database and its logs.', fallback: '.data' },
  {
    name: 'DATABASE_URL',
    meaning: 'PostgreSQL 18 of your own, login with the rights of `qyzmet_app`. Empty: the embedded one.',
    fallback: '',
    neededInProduction: true,
  },
  {
    name: 'DATABASE_OWNER_URL',
    meaning: 'The same database for its owner, used only to migrate at start.',
    fallback: '',
    danger: 'The owner can change events; keep it from everything else.',
  },
  { name: 'DATABASE_CONNECTIONS', meaning: 'Connections at the most, for one server process.', fallback: '10' },
  { name: 'QYZMET_POSTGRES_PORT', meaning: 'Port of the embedded PostgreSQL; 0 takes any free one.', fallback: '0' },
  {
    name: 'QYZMET_VAULT_KEYS',
    meaning:
      'File with the keys under which messages, answers of registers and tokens of consent are kept: 32 octets in Base64 a line (`openssl rand -base64 32`), the one that seals first. Empty, in training: `vault.keys` in the data folder, made when missing.',
    fallback: '',
    danger: 'Without its key what is kept can never be read again; keep a copy apart from those of the database.',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_TRUST_ANCHORS',
    meaning: 'PEM file with the root and issuing certificates that signatures must lead to.',
    fallback: '.data/simulator/anchors.pem',
    danger: 'Whoever controls this file decides whose signatures count.',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_OCSP_URL',
    meaning: 'Where the status of a certificate is asked.',
    fallback: 'http://127.0.0.1:8090/ocsp',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_CRL_URL',
    meaning:
      'Revocation lists used when OCSP does not answer, separated by commas: one of each authority that issues certificates.',
    fallback: 'http://127.0.0.1:8090/crl,http://127.0.0.1:8090/crl/gost',
    danger: 'While OCSP is silent, signatures under an authority whose list is missing here stay pending.',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_DELTA_CRL_URL',
    meaning: 'Lists of what changed since those, separated by commas. Empty: only whole lists are fetched.',
    fallback: '',
  },
  {
    name: 'QYZMET_STAMP_URL',
    meaning: 'Time stamp authority.',
    fallback: 'http://127.0.0.1:8090/tsp',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_SHEP_SYNC_URL',
    meaning: 'Synchronous channel of the state gateway.',
    fallback: 'http://127.0.0.1:8090/shep/sync',
    danger: 'Over plain http the answers of registers can be read on the way; use it inside a closed network only.',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_SHEP_ASYNC_URL',
    meaning: 'Asynchronous channel of the state gateway.',
    fallback: 'http://127.0.0.1:8090/shep/async',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_SHEP_SENDER',
    meaning: "Code of this installation in the gateway's register of systems.",
    fallback: 'QYZMET',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_SHEP_PASSWORD',
    meaning: 'Password of that code.',
    fallback: TRAINING_GATEWAY_PASSWORD,
    danger: 'Keep it from logs and from the command line.',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_SHEP_KEY',
    meaning: 'PEM file with the RSA key that seals messages to other systems.',
    fallback: '.data/simulator/gateway/product.key.pem',
    danger: 'Whoever has it speaks to registers in the name of this installation.',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_SHEP_CERTIFICATE',
    meaning: 'Certificate of that key, PEM or DER, of a digital system.',
    fallback: '.data/simulator/gateway/product.cer',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_SHEP_PEERS',
    meaning: 'Identifiers (UID in the certificate) of the systems whose seals are believed, separated by commas.',
    fallback: '1.2.398.999.1',
    danger: 'Whoever is in this list can answer for every register.',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_REGISTER_SERVICES',
    meaning:
      'JSON file that says over which road and service each register of the standards is asked (docs/registers.md).',
    fallback: 'apps/server/register-services.training.json',
    danger: 'A register that is missing here is never asked; its steps wait for what somebody enters by hand.',
    neededInProduction: true,
  },
  {
    name: 'QYZMET_SHEP_DELIVERY',
    meaning:
      '`pull`: messages for this system are fetched from the gateway; `push`: the gateway brings them to `/gateway/async`.',
    fallback: 'pull',
  },
  {
    name: 'QYZMET_SHEP_GRACE_HOURS',
    meaning:
      'Hours for which the last word that the certificate of the gateway is not revoked counts while the authority is silent, from 0 to 720.',
    fallback: '24',
    danger: 'So long a thief of the gateway’s key is believed who can also silence the authority.',
  },
  {
    name: 'QYZMET_MESSAGE_DAYS',
    meaning: 'Days for which the words and bytes of messages are kept; that they were sent or came is kept for good.',
    fallback: '1095',
    danger: 'What is dropped cannot prove any more what was told to another system.',
  },
  {
    name: 'QYZMET_XROAD_URL',
    meaning: "This installation's own X-Road security server. Empty: no register is asked over X-Road.",
    fallback: '',
    danger: 'Its answers bear no seal; whoever stands between it and the server can change them.',
  },
  {
    name: 'QYZMET_XROAD_CLIENT',
    meaning: 'Who asks over X-Road: instance/class/member/subsystem.',
    fallback: '',
  },
  {
    name: 'QYZMET_NCALAYER_URL',
    meaning: 'Where the browser of the person who signs finds NCALayer.',
    fallback: 'ws://127.0.0.1:13579',
    productionFallback: 'wss://127.0.0.1:13579',
    danger: 'Becomes part of the content security policy.',
  },
  {
    name: 'QYZMET_EGOV_URL',
    meaning: 'Identity provider of eGov (OAuth 2.0). Empty: nobody signs in with eGov.',
    fallback: 'http://127.0.0.1:8090',
    productionFallback: '',
    danger: 'Whoever answers at this address decides who is signed in as whom.',
  },
  {
    name: 'QYZMET_EGOV_CLIENT_ID',
    meaning: 'Number of this product at eGov.',
    fallback: 'qyzmet',
    productionFallback: '',
  },
  {
    name: 'QYZMET_EGOV_CLIENT_SECRET',
    meaning: 'Secret of this product at eGov.',
    fallback: TRAINING_SECRET,
    productionFallback: '',
    danger: 'Keep it from logs and from the command line.',
  },
  {
    name: 'QYZMET_OIDC_ISSUER',
    meaning: 'Another identity provider, by OpenID Connect: its issuer. Empty: none.',
    fallback: 'http://127.0.0.1:8090/identity/oidc',
    productionFallback: '',
    danger: 'Whoever answers at this address decides who is signed in as whom.',
  },
  {
    name: 'QYZMET_OIDC_CLIENT_ID',
    meaning: 'Client id of this product there.',
    fallback: 'qyzmet',
    productionFallback: '',
  },
  {
    name: 'QYZMET_OIDC_CLIENT_SECRET',
    meaning: 'Secret of this product there.',
    fallback: TRAINING_SECRET,
    productionFallback: '',
    danger: 'Keep it from logs and from the command line.',
  },
  { name: 'QYZMET_OIDC_IIN_CLAIM', meaning: 'Claim that holds the IIN.', fallback: 'iin' },
  { name: 'QYZMET_OIDC_TITLE', meaning: 'Name of that provider on the sign-in page.', fallback: 'OpenID Connect' },
  {
    name: 'QYZMET_EGOV_MOBILE',
    meaning: '`on` offers signing with eGov Mobile beside NCALayer; `off` does not.',
    fallback: 'on',
    productionFallback: 'off',
    danger: 'The app opens only addresses that were registered for it, with the service NITEC-S-5096 of Smart Bridge.',
  },
  {
    name: 'QYZMET_EGOV_MOBILE_SECONDS',
    meaning: 'How long a code for eGov Mobile may be used, from 30 to 900 seconds.',
    fallback: '180',
    danger: 'Whoever photographs a code has this long to open it first.',
  },
  {
    name: 'QYZMET_EGOV_MOBILE_LINK',
    meaning:
      'What opens eGov Mobile on the telephone itself; `{url}` stands for the address in the code. Empty: the text of the code.',
    fallback: 'http://127.0.0.1:8090/egov-mobile/?address={url}',
    productionFallback: '',
  },
  {
    name: 'QYZMET_EGOV_MOBILE_ORGANISATION',
    meaning:
      'Who asks for the signature, as eGov Mobile shows it: BIN, Kazakh, Russian and English name, separated by `|`. Needed when it is `on`.',
    fallback: '000000000000|Оқу әкімдігі|Учебный акимат|Training akimat',
    productionFallback: '',
  },
  {
    name: 'QYZMET_SMTP_URL',
    meaning:
      'Mail server for notices: `smtp://name:password@host:587`, or `smtps://` for TLS from the start. Empty: nobody gets letters.',
    fallback: 'smtp://127.0.0.1:8025',
    productionFallback: '',
    danger: 'Holds a password; keep it from logs and from the command line.',
  },
  {
    name: 'QYZMET_SMTP_TLS',
    meaning: '`upgrade`: with `smtp://` no letter goes out before STARTTLS. `none`: open; not in production.',
    fallback: 'none',
    productionFallback: 'upgrade',
  },
  {
    name: 'QYZMET_SMTP_FROM',
    meaning: 'Who notices come from.',
    fallback: 'Qyzmet <qyzmet@example.kz>',
    productionFallback: '',
    danger: 'Letters from a domain that does not allow this mail server (SPF, DKIM) end as spam.',
  },
  {
    name: 'QYZMET_SMS_URL',
    meaning: 'Sender of short messages, by the contract in `docs/notices.md`. Empty: nobody gets any.',
    fallback: 'http://127.0.0.1:8090/sms',
    productionFallback: '',
  },
  {
    name: 'QYZMET_SMS_TOKEN',
    meaning: 'Secret of this product there.',
    fallback: TRAINING_SECRET,
    productionFallback: '',
    danger: 'Keep it from logs and from the command line.',
  },
  {
    name: 'QYZMET_TRUSTED_PROXIES',
    meaning: 'Addresses of proxies whose X-Forwarded-For is believed, separated by commas.',
    fallback: '',
    danger: 'A stranger in this list can pretend to be any address and evade rate limits.',
  },
  { name: 'QYZMET_LOG', meaning: '`silent`, `error`, `warn`, `info` or `debug`.', fallback: 'info' },
] as const satisfies readonly Setting[]
