-- The schema that the migrations lead to. Written by apps/server/src/database/write-schema.ts; never run.

create extension btree_gist;

create table account (
  id uuid not null,
  kind text not null,
  iin text not null,
  name text,
  register_check text not null,
  register_finding text,
  next_check_at timestamp with time zone,
  check_attempts integer not null default 0,
  identity_proven_at timestamp with time zone,
  locale text not null,
  phone text,
  email text,
  password_hash text not null,
  password_changed_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  blocked_at timestamp with time zone,
  blocked_reason text,
  register_answer_id uuid,
  constraint pk$account PRIMARY KEY (id),
  constraint uniq$account_iin UNIQUE (iin),
  constraint fk$account_register_answer FOREIGN KEY (register_answer_id) REFERENCES register_answer(id),
  constraint check$account_blocked CHECK (((blocked_at IS NULL) = (blocked_reason IS NULL))),
  constraint check$account_finding_when_refuted CHECK (((register_check = 'refuted'::text) = (register_finding IS NOT NULL))),
  constraint check$account_iin CHECK ((iin ~ '^[0-9]{12}$'::text)),
  constraint check$account_kind CHECK ((kind = ANY (ARRAY['citizen'::text, 'staff'::text]))),
  constraint check$account_locale CHECK ((locale = ANY (ARRAY['kk'::text, 'ru'::text, 'en'::text]))),
  constraint check$account_name_when_confirmed CHECK (((register_check <> 'confirmed'::text) OR (name IS NOT NULL))),
  constraint check$account_next_check_when_pending CHECK (((register_check = 'pending'::text) = (next_check_at IS NOT NULL))),
  constraint check$account_password_hash CHECK ((password_hash ~~ '$argon2id$%'::text)),
  constraint check$account_register_check CHECK ((register_check = ANY (ARRAY['pending'::text, 'confirmed'::text, 'refuted'::text])))
);
comment on table account is 'A person who can sign in: a citizen, or a member of staff. One account for one IIN.';
comment on column account.name is 'As the register of persons gave it; empty until it has answered.';
comment on column account.identity_proven_at is 'When the owner of the IIN proved it with a digital signature; a password alone proves nothing.';
CREATE INDEX "idx$account_next_check" ON public.account USING btree (next_check_at) WHERE (register_check = 'pending'::text);
CREATE INDEX "idx$account_register_answer" ON public.account USING btree (register_answer_id) WHERE (register_answer_id IS NOT NULL);

create table application_draft (
  id uuid not null,
  account_id uuid not null,
  regulation text not null,
  edition_sha256 text not null,
  locale text not null,
  answers jsonb not null default '{}'::jsonb,
  pages_done text[] not null default '{}'::text[],
  submit_token uuid not null,
  request_sha256 bytea,
  case_id uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  constraint pk$application_draft PRIMARY KEY (id),
  constraint uniq$application_draft_case UNIQUE (case_id),
  constraint uniq$application_draft_submit_token UNIQUE (submit_token),
  constraint fk$application_draft_account FOREIGN KEY (account_id) REFERENCES account(id),
  constraint check$application_draft_answers CHECK (((jsonb_typeof(answers) = 'object'::text) AND (pg_column_size(answers) < 262144))),
  constraint check$application_draft_edition CHECK ((edition_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint check$application_draft_locale CHECK ((locale = ANY (ARRAY['kk'::text, 'ru'::text, 'en'::text]))),
  constraint check$application_draft_request CHECK ((octet_length(request_sha256) = 32)),
  constraint check$application_draft_submitted CHECK (((submitted_at IS NULL) OR ((case_id IS NOT NULL) AND (request_sha256 IS NOT NULL)))),
  constraint check$application_draft_times CHECK (((created_at <= updated_at) AND (updated_at < expires_at)))
);
comment on table application_draft is 'An application that is being filled in. Nobody but its owner sees it, or the staff of the counter at which it is filled in; nothing is sent before it is signed or taken in.';
comment on column application_draft.pages_done is 'Pages of the form that were answered without a fault; all are checked again before signing.';
comment on column application_draft.submit_token is 'Stands in the signing form: the same form sent twice opens one case.';
comment on column application_draft.request_sha256 is 'The exact bytes last put before the applicant to sign.';
comment on column application_draft.case_id is 'Reserved when the signed application is first sent, so that sending again finds the same case.';
CREATE INDEX "idx$application_draft_account" ON public.application_draft USING btree (account_id, updated_at DESC);
CREATE INDEX "idx$application_draft_expires" ON public.application_draft USING btree (expires_at) WHERE (submitted_at IS NULL);

create table blob (
  sha256 bytea not null,
  media_type text not null,
  size integer not null,
  bytes bytea not null storage external,
  stored_at timestamp with time zone not null default now(),
  constraint pk$blob PRIMARY KEY (sha256),
  constraint check$blob_media_type CHECK ((media_type ~ '^[a-z]+/[a-z0-9.+-]+$'::text)),
  constraint check$blob_sha256 CHECK ((sha256 = sha256(bytes))),
  constraint check$blob_size CHECK (((size = octet_length(bytes)) AND ((size >= 1) AND (size <= 10485760))))
);
comment on table blob is 'Files kept by their hash: attachments and documents. Rows are never changed; the same bytes are kept once.';
comment on column blob.media_type is 'As the file was when it came first; an attachment names its own.';

create table case_head (
  case_id uuid not null,
  provider_id text not null,
  regulation text not null,
  edition_number integer not null,
  channel text not null,
  category text not null,
  training boolean not null,
  applicant_account_id text not null,
  applicant_iin text not null,
  applicant_name text not null,
  number text,
  step text,
  actor text,
  assignee_id text not null default ''::text,
  closes text,
  opened_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  closed_at timestamp with time zone,
  version integer not null,
  head_hash bytea not null,
  constraint pk$case_head PRIMARY KEY (case_id),
  constraint fk$case_head_edition FOREIGN KEY (edition_number) REFERENCES regulation_edition(number),
  constraint check$case_head_closed CHECK (((closes IS NULL) = (closed_at IS NULL))),
  constraint check$case_head_open_has_step CHECK (((step IS NULL) = (closes IS NOT NULL))),
  constraint check$case_head_step CHECK (((step IS NULL) = (actor IS NULL)))
) with (fillfactor=45);
comment on table case_head is 'Projection: one row a case, as its last event left it. Its version is what a new event is checked against. Pages are left half empty, so that a step changes no index.';
comment on column case_head.assignee_id is 'Account that answers for the open step; empty when any holder of the actor may take it.';
CREATE INDEX "idx$case_head_applicant" ON public.case_head USING btree (applicant_account_id, opened_at DESC, case_id);
CREATE INDEX "idx$case_head_edition" ON public.case_head USING btree (edition_number);
CREATE INDEX "idx$case_head_iin" ON public.case_head USING btree (applicant_iin);
CREATE INDEX "idx$case_head_number" ON public.case_head USING btree (number text_pattern_ops) WHERE (number IS NOT NULL);
CREATE INDEX "idx$case_head_provider" ON public.case_head USING btree (provider_id, opened_at DESC, case_id);

create table co_signer (
  case_id uuid not null,
  iin text not null,
  place integer not null,
  entry text not null,
  name text,
  half_at timestamp with time zone not null,
  last_day_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  told integer not null default 0,
  signature_id uuid,
  signed_at timestamp with time zone,
  finding text,
  declined_at timestamp with time zone,
  decline_reason text,
  is_applicant_told boolean not null default false,
  constraint pk$co_signer PRIMARY KEY (case_id, iin),
  constraint uniq$co_signer_place UNIQUE (case_id, place),
  constraint fk$co_signer_co_signing FOREIGN KEY (case_id) REFERENCES co_signing(case_id) ON DELETE CASCADE,
  constraint check$co_signer_declined CHECK ((((declined_at IS NULL) = (decline_reason IS NULL)) AND ((declined_at IS NULL) OR (signature_id IS NULL)) AND (length(decline_reason) <= 1000))),
  constraint check$co_signer_iin CHECK ((iin ~ '^[0-9]{12}$'::text)),
  constraint check$co_signer_place CHECK ((place > 0)),
  constraint check$co_signer_signed CHECK (((signed_at IS NULL) OR (signature_id IS NOT NULL))),
  constraint check$co_signer_told CHECK (((told >= 0) AND (told <= 3)))
);
comment on table co_signer is 'A person whose signature an application waits for, by the number that the form names.';
comment on column co_signer.entry is 'The entry of the standard that asks for the signature.';
comment on column co_signer.told is 'How often the person was told: asked, reminded at half of the term, reminded a day before its end.';
comment on column co_signer.signature_id is 'Handed in last; null again when it was refuted.';
comment on column co_signer.signed_at is 'When the signature was found valid.';
comment on column co_signer.finding is 'Why the signature handed in last was refuted.';
CREATE INDEX "idx$co_signer_iin" ON public.co_signer USING btree (iin);

create table co_signing (
  case_id uuid not null,
  draft_id uuid not null,
  account_id uuid not null,
  applicant_iin text not null,
  applicant_name text not null,
  edition_sha256 text not null,
  request_sha256 bytea not null,
  signed_in_at timestamp with time zone not null,
  signed_at timestamp with time zone not null,
  next_at timestamp with time zone not null,
  outcome text,
  detail text,
  settled_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint pk$co_signing PRIMARY KEY (case_id),
  constraint fk$co_signing_account FOREIGN KEY (account_id) REFERENCES account(id),
  constraint fk$co_signing_draft FOREIGN KEY (draft_id) REFERENCES application_draft(id) ON DELETE CASCADE,
  constraint check$co_signing_edition CHECK ((edition_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint check$co_signing_outcome CHECK ((outcome = ANY (ARRAY['complete'::text, 'withdrawn'::text, 'declined'::text, 'expired'::text, 'refuted'::text, 'failed'::text]))),
  constraint check$co_signing_request CHECK ((octet_length(request_sha256) = 32)),
  constraint check$co_signing_settled CHECK ((((outcome IS NULL) = (settled_at IS NULL)) AND ((finished_at IS NULL) OR (settled_at IS NOT NULL))))
);
comment on table co_signing is 'An application that its applicant has signed and that waits for the signatures of others, once for each time it was signed.';
comment on column co_signing.case_id is 'Id reserved for the case; that of the applicant''s signature too.';
comment on column co_signing.next_at is 'When it is looked at again: a signature to judge, somebody to remind, the end of the term.';
comment on column co_signing.outcome is 'Null while signatures are missing; after ''complete'' the case is opened, after any other the draft is open again.';
comment on column co_signing.detail is 'Why: a finding about the applicant''s signature, or a rejection.';
comment on column co_signing.finished_at is 'When all that follows from the outcome was done.';
CREATE INDEX "idx$co_signing_account" ON public.co_signing USING btree (account_id);
CREATE INDEX "idx$co_signing_draft" ON public.co_signing USING btree (draft_id, signed_at DESC);
CREATE INDEX "idx$co_signing_next" ON public.co_signing USING btree (next_at) WHERE (finished_at IS NULL);

create table counter_draft (
  draft_id uuid not null,
  office_id text not null,
  provider_id text not null,
  channel text not null,
  iin text not null,
  surname text not null,
  given_name text not null,
  patronymic text not null,
  constraint pk$counter_draft PRIMARY KEY (draft_id),
  constraint fk$counter_draft_draft FOREIGN KEY (draft_id) REFERENCES application_draft(id) ON DELETE CASCADE,
  constraint fk$counter_draft_office FOREIGN KEY (office_id) REFERENCES provider(id),
  constraint fk$counter_draft_provider FOREIGN KEY (provider_id) REFERENCES provider(id),
  constraint check$counter_draft_channel CHECK ((channel <> ''::text)),
  constraint check$counter_draft_iin CHECK ((iin ~ '^[0-9]{12}$'::text)),
  constraint check$counter_draft_names CHECK (((length(surname) <= 100) AND (length(given_name) <= 100) AND (length(patronymic) <= 100)))
);
comment on table counter_draft is 'A draft that staff fill in for an applicant who has brought papers. Only the staff of the office see it.';
comment on column counter_draft.office_id is 'Where the papers are taken in: a service centre, or the provider itself.';
comment on column counter_draft.provider_id is 'The body that gives the service.';
comment on column counter_draft.surname is 'As in the identity document that was shown; empty until it is filled in.';
CREATE INDEX "idx$counter_draft_office" ON public.counter_draft USING btree (office_id);
CREATE INDEX "idx$counter_draft_provider" ON public.counter_draft USING btree (provider_id);

create table document_signature (
  document_id uuid not null,
  signature_id uuid not null,
  constraint pk$document_signature PRIMARY KEY (document_id, signature_id),
  constraint uniq$document_signature_signature UNIQUE (signature_id),
  constraint fk$document_signature_document FOREIGN KEY (document_id) REFERENCES issued_document(document_id)
);
comment on table document_signature is 'Signatures over the exact bytes of an issued document: one for a result, one of each member for minutes, none for a receipt.';

create table draft_attachment (
  id uuid not null,
  draft_id uuid not null,
  document_id text not null,
  sha256 bytea not null,
  file_name text not null,
  media_type text not null,
  size integer not null,
  added_at timestamp with time zone not null,
  constraint pk$draft_attachment PRIMARY KEY (id),
  constraint fk$draft_attachment_blob FOREIGN KEY (sha256) REFERENCES blob(sha256),
  constraint fk$draft_attachment_draft FOREIGN KEY (draft_id) REFERENCES application_draft(id) ON DELETE CASCADE,
  constraint check$draft_attachment_file_name CHECK (((length(file_name) >= 1) AND (length(file_name) <= 255))),
  constraint check$draft_attachment_size CHECK ((size > 0))
);
comment on table draft_attachment is 'A file given for one of the documents that the standard asks for.';
CREATE INDEX "idx$draft_attachment_blob" ON public.draft_attachment USING btree (sha256);
CREATE INDEX "idx$draft_attachment_draft" ON public.draft_attachment USING btree (draft_id, added_at, id);

create table esedo_document (
  id uuid not null,
  provider_id text not null,
  case_id uuid not null,
  source text not null,
  kind text not null,
  number text not null,
  dated_on date not null,
  exchange uuid not null,
  former_exchanges uuid[] not null default '{}'::uuid[],
  state text not null default 'waiting'::text,
  state_at timestamp with time zone,
  registered_number text,
  registered_on date,
  reason text,
  filed_at timestamp with time zone not null,
  repeated_at timestamp with time zone,
  repeated_by uuid,
  constraint pk$esedo_document PRIMARY KEY (id),
  constraint uniq$esedo_document_exchange UNIQUE (exchange),
  constraint uniq$esedo_document_source UNIQUE (case_id, source),
  constraint fk$esedo_document_exchange FOREIGN KEY (exchange) REFERENCES message_out(id),
  constraint fk$esedo_document_provider FOREIGN KEY (provider_id) REFERENCES provider(id),
  constraint fk$esedo_document_repeated_by FOREIGN KEY (repeated_by) REFERENCES account(id),
  constraint check$esedo_document_reason CHECK (((state = 'refused'::text) = (reason IS NOT NULL))),
  constraint check$esedo_document_registered CHECK ((((registered_number IS NULL) = (registered_on IS NULL)) AND ((state <> 'registered'::text) OR (registered_number IS NOT NULL)))),
  constraint check$esedo_document_repeated CHECK (((repeated_at IS NULL) = (repeated_by IS NULL))),
  constraint check$esedo_document_state CHECK (((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'registered'::text, 'executing'::text, 'finished'::text, 'refused'::text])) AND ((state = 'waiting'::text) = (state_at IS NULL))))
);
comment on table esedo_document is 'Applications and results that are registered in E-akimat, with what it last said of each.';
comment on column esedo_document.source is 'What is registered: application, or the id of an issued document.';
comment on column esedo_document.number is 'Our own number of the document, as dated_on is our date of it.';
comment on column esedo_document.exchange is 'The message in which it was last sent. What E-akimat says of it names the exchange.';
comment on column esedo_document.former_exchanges is 'Messages in which it was sent before: a refusal of one of them is not of now.';
comment on column esedo_document.state is 'Follows from the rows of esedo_state, whatever their order of coming.';
CREATE INDEX "idx$esedo_document_provider" ON public.esedo_document USING btree (provider_id, case_id);
CREATE INDEX "idx$esedo_document_repeated_by" ON public.esedo_document USING btree (repeated_by) WHERE (repeated_by IS NOT NULL);

create table esedo_provider (
  provider_id text not null,
  route_id text not null,
  constraint pk$esedo_provider PRIMARY KEY (provider_id),
  constraint fk$esedo_provider_provider FOREIGN KEY (provider_id) REFERENCES provider(id),
  constraint check$esedo_provider_route CHECK ((route_id ~ '^R_[A-Za-z0-9_-]{1,60}$'::text))
);
comment on table esedo_provider is 'Providers that keep their documents in E-akimat, and under which route its messages reach it.';

create table esedo_state (
  id uuid not null,
  document_id uuid not null,
  exchange text not null,
  state text not null,
  number text,
  said_on date,
  words text,
  said_at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  constraint pk$esedo_state PRIMARY KEY (id),
  constraint fk$esedo_state_document FOREIGN KEY (document_id) REFERENCES esedo_document(id),
  constraint check$esedo_state_registered CHECK (((state <> 'stateRegistered'::text) OR ((number IS NOT NULL) AND (said_on IS NOT NULL))))
);
comment on table esedo_state is 'What E-akimat said of documents, word by word. Rows are never changed.';
comment on column esedo_state.id is 'Id of the message: of message_in, or of message_out where the answer to it already said so.';
comment on column esedo_state.words is 'Reason, executor or result in the words of the other side.';
CREATE INDEX "idx$esedo_state_document" ON public.esedo_state USING btree (document_id);

create table event (
  position bigint generated always as identity,
  stream_id uuid not null,
  version integer not null,
  type text not null,
  provider_id text not null,
  edition_number integer not null,
  data json not null,
  hash bytea not null,
  command_key text,
  recorded_at timestamp with time zone not null,
  transaction_id xid8 not null default pg_current_xact_id(),
  constraint pk$event PRIMARY KEY (transaction_id, "position"),
  constraint uniq$event_stream_version UNIQUE (stream_id, version),
  constraint check$event_hash CHECK ((octet_length(hash) = 32)),
  constraint check$event_version CHECK ((version > 0))
);
comment on table event is 'What happened, in order. Rows are never changed.';
comment on column event.data is 'Canonical JSON. The type is json, not jsonb: it keeps the bytes that the hash covers.';
comment on column event.hash is 'SHA-256 over the hash of the version before and the bytes of the data; before the first stands the SHA-256 of the stream id.';
comment on column event.command_key is 'Key of the command that wrote this and the following events, on the first of them: a repeated submit finds its answer here.';

create table follower (
  name text not null,
  transaction_id xid8 not null,
  position bigint not null,
  constraint pk$follower PRIMARY KEY (name)
);
comment on table follower is 'How far each follower of the event log has read: all events up to this transaction and position.';

create table gateway_comparison (
  provider_id text not null,
  asked_at timestamp with time zone not null,
  asked_by uuid not null,
  ended_at timestamp with time zone,
  compared integer,
  repaired integer,
  failure text,
  constraint pk$gateway_comparison PRIMARY KEY (provider_id),
  constraint fk$gateway_comparison_asked_by FOREIGN KEY (asked_by) REFERENCES account(id),
  constraint fk$gateway_comparison_provider FOREIGN KEY (provider_id) REFERENCES provider(id),
  constraint check$gateway_comparison_ended CHECK ((((ended_at IS NOT NULL) = (num_nulls(compared, failure) = 1)) AND ((compared IS NULL) = (repaired IS NULL))))
);
comment on table gateway_comparison is 'The last time the staff of a provider had its applications compared with what the state portal believes.';
comment on column gateway_comparison.repaired is 'Of how many the portal believed otherwise and was told again.';
CREATE INDEX "idx$gateway_comparison_asked_by" ON public.gateway_comparison USING btree (asked_by);

create table gateway_file (
  key text not null,
  file_id text not null,
  stored_at timestamp with time zone not null,
  constraint pk$gateway_file PRIMARY KEY (key),
  constraint check$gateway_file_id CHECK ((file_id <> ''::text))
);
comment on table gateway_file is 'Files left in the temporary storage of the state gateway: a message that is sent again names the same file, so that the other side knows it again.';
comment on column gateway_file.key is 'What the file was left for: the id of a message.';
CREATE INDEX "idx$gateway_file_stored" ON public.gateway_file USING btree (stored_at);

create table gateway_registration (
  case_id uuid not null,
  number text not null,
  registered_at timestamp with time zone not null,
  provider_id text not null,
  regulation text not null,
  origin text not null,
  correlation_id text,
  request_number text,
  requested_at timestamp with time zone,
  followed integer not null default 0,
  told_state text,
  told_at timestamp with time zone,
  believed_state text,
  compared_at timestamp with time zone,
  repairs integer not null default 0,
  constraint pk$gateway_registration PRIMARY KEY (case_id),
  constraint fk$gateway_registration_provider FOREIGN KEY (provider_id) REFERENCES provider(id),
  constraint check$gateway_registration_believed CHECK (((believed_state IS NULL) OR (compared_at IS NOT NULL))),
  constraint check$gateway_registration_chain CHECK (((origin = 'state-portal'::text) = ((correlation_id IS NOT NULL) AND (request_number IS NOT NULL) AND (requested_at IS NOT NULL)))),
  constraint check$gateway_registration_origin CHECK ((origin = ANY (ARRAY['own'::text, 'state-portal'::text]))),
  constraint check$gateway_registration_told CHECK (((told_state IS NULL) = (told_at IS NULL)))
);
comment on table gateway_registration is 'Journal of the regional gateway workstation: every e-document that it took in, with its number and moment, and what the state portal was told of it since.';
comment on column gateway_registration.followed is 'Version of the case up to which its events were told.';
comment on column gateway_registration.told_state is 'The last state that was put into the outbox for the portal.';
comment on column gateway_registration.believed_state is 'The state that the portal named when it was last asked; null when it knew none.';
comment on column gateway_registration.repairs is 'How often the last state was sent again because the portal did not have it.';
CREATE INDEX "idx$gateway_registration_compared" ON public.gateway_registration USING btree (compared_at NULLS FIRST) WHERE (origin = 'state-portal'::text);
CREATE INDEX "idx$gateway_registration_provider" ON public.gateway_registration USING btree (provider_id, registered_at DESC, case_id);

create table identity_sign_in (
  id uuid not null,
  provider text not null,
  state_sha256 bytea not null,
  browser_sha256 bytea not null,
  nonce text not null,
  code_verifier text not null,
  locale text not null,
  return_path text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  returned_at timestamp with time zone,
  account_id uuid,
  answered_at timestamp with time zone,
  constraint pk$identity_sign_in PRIMARY KEY (id),
  constraint uniq$identity_sign_in_state UNIQUE (state_sha256),
  constraint fk$identity_sign_in_account FOREIGN KEY (account_id) REFERENCES account(id),
  constraint check$identity_sign_in_browser CHECK ((octet_length(browser_sha256) = 32)),
  constraint check$identity_sign_in_locale CHECK ((locale = ANY (ARRAY['kk'::text, 'ru'::text, 'en'::text]))),
  constraint check$identity_sign_in_order CHECK ((((account_id IS NULL) OR (returned_at IS NOT NULL)) AND ((answered_at IS NULL) OR (account_id IS NOT NULL)))),
  constraint check$identity_sign_in_state CHECK ((octet_length(state_sha256) = 32))
);
comment on table identity_sign_in is 'A sign-in that goes through another provider of identity, from leaving to coming back.';
comment on column identity_sign_in.account_id is 'An account that was there before its owner proved the IIN; the owner is asked whether they made it.';
CREATE INDEX "idx$identity_sign_in_account" ON public.identity_sign_in USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX "idx$identity_sign_in_expires" ON public.identity_sign_in USING btree (expires_at);

create table inbox (
  case_id uuid not null,
  office_id text not null,
  actor text not null,
  assignee_id text not null default ''::text,
  step text not null,
  opened_at timestamp with time zone not null,
  due_at timestamp with time zone not null default 'infinity'::timestamp with time zone,
  due_on date not null default 'infinity'::date,
  acted_by text[] not null default '{}'::text[],
  next_at timestamp with time zone,
  leased_until timestamp with time zone not null default '-infinity'::timestamp with time zone,
  reserved_by text,
  reserved_until timestamp with time zone,
  constraint pk$inbox PRIMARY KEY (case_id),
  constraint fk$inbox_case FOREIGN KEY (case_id) REFERENCES case_head(case_id),
  constraint check$inbox_reserved CHECK (((reserved_by IS NULL) = (reserved_until IS NULL)))
) with (fillfactor=60);
comment on table inbox is 'Projection: the open task of each open case, and when time next does something to the case. due_at and due_on are a cache for ordering; the ledger is the truth.';
comment on column inbox.office_id is 'Provider, or office of the service centre, whose people do the task.';
comment on column inbox.due_at is 'First instant at which the term has run out; infinity when the act states no limit.';
comment on column inbox.due_on is 'Last day of the term in the zone of the provider.';
comment on column inbox.acted_by is 'Accounts that have done their share of a task of many, such as members who voted.';
comment on column inbox.next_at is 'When a share of a term has passed, a term has run out, or the step takes its outcome by itself; null: never.';
comment on column inbox.leased_until is 'Until then one server is doing what time demands; a server that died lets go by itself.';
comment on column inbox.reserved_by is 'Who was offered the task by "take next"; not a truth, only keeps two people from the same task.';
CREATE INDEX "idx$inbox_next" ON public.inbox USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX "idx$inbox_order" ON public.inbox USING btree (office_id, assignee_id, actor, due_at, case_id);

create table inbox_count (
  office_id text not null,
  assignee_id text not null,
  actor text not null,
  due_on date not null,
  slot smallint not null,
  open integer not null,
  constraint pk$inbox_count PRIMARY KEY (office_id, assignee_id, actor, due_on, slot)
) with (fillfactor=60);
comment on table inbox_count is 'Projection: how many tasks of the inbox end on a day. Read as the sum over slots; each connection adds to a slot of its own, so that writers hardly wait for one another.';

create table inspection_report (
  document_id uuid not null,
  account_id uuid not null,
  report text not null,
  written_at timestamp with time zone not null,
  constraint pk$inspection_report PRIMARY KEY (document_id, written_at),
  constraint fk$inspection_report_account FOREIGN KEY (account_id) REFERENCES account(id),
  constraint fk$inspection_report_document FOREIGN KEY (document_id) REFERENCES prepared_document(id),
  constraint check$inspection_report_report CHECK (((char_length(report) >= 1) AND (char_length(report) <= 4000)))
);
comment on table inspection_report is 'What an act of inspection says, as it was written before it was signed. The case takes the words in with the signature.';
comment on column inspection_report.written_at is 'Again when the same words are written again: the latest of a person is put before them to sign.';
CREATE INDEX "idx$inspection_report_account" ON public.inspection_report USING btree (account_id);

create table issued_document (
  document_id uuid not null,
  issued_at timestamp with time zone not null,
  supersedes uuid,
  constraint pk$issued_document PRIMARY KEY (document_id),
  constraint uniq$issued_document_supersedes UNIQUE (supersedes),
  constraint fk$issued_document_prepared FOREIGN KEY (document_id) REFERENCES prepared_document(id),
  constraint fk$issued_document_supersedes FOREIGN KEY (supersedes) REFERENCES issued_document(document_id),
  constraint check$issued_document_supersedes CHECK ((supersedes <> document_id))
);
comment on table issued_document is 'A document in force from this moment. It is superseded when another row names it; that is derived, never stored.';

create table letter (
  id uuid not null,
  provider_id text not null,
  correlation_id text not null,
  activity_id text not null,
  sender_system text not null,
  href text not null,
  content_sha256 bytea not null,
  kind text not null,
  sender text not null,
  number text not null,
  dated_on date not null,
  document_kind text,
  language text not null,
  description text not null,
  author jsonb not null,
  signer jsonb not null,
  contact text,
  phone text,
  due_on date,
  sheets integer,
  appendices integer,
  cms bytea,
  received_at timestamp with time zone not null,
  state text not null default 'arrived'::text,
  registered_number text,
  registered_on date,
  case_id uuid,
  executor_id uuid,
  constraint pk$letter PRIMARY KEY (id),
  constraint fk$letter_executor FOREIGN KEY (executor_id) REFERENCES account(id),
  constraint fk$letter_provider FOREIGN KEY (provider_id) REFERENCES provider(id),
  constraint check$letter_case CHECK (((case_id IS NULL) OR (registered_number IS NOT NULL))),
  constraint check$letter_cms CHECK (((octet_length(cms) >= 1) AND (octet_length(cms) <= 131072))),
  constraint check$letter_content CHECK ((octet_length(content_sha256) = 32)),
  constraint check$letter_executor CHECK (((executor_id IS NULL) OR (state = ANY (ARRAY['executing'::text, 'finished'::text])))),
  constraint check$letter_kind CHECK ((kind = ANY (ARRAY['docOutgoing'::text, 'docOL'::text]))),
  constraint check$letter_language CHECK ((language = ANY (ARRAY['kk'::text, 'ru'::text]))),
  constraint check$letter_registered CHECK ((((registered_number IS NULL) = (registered_on IS NULL)) AND ((registered_number IS NULL) = (state = ANY (ARRAY['arrived'::text, 'refused'::text]))))),
  constraint check$letter_state CHECK ((state = ANY (ARRAY['arrived'::text, 'registered'::text, 'executing'::text, 'finished'::text, 'refused'::text])))
);
comment on table letter is 'Documents that other bodies sent to a provider by E-akimat.';
comment on column letter.id is 'Id of the message of message_in that brought it.';
comment on column letter.correlation_id is 'Chain of the gateway in which the sender last sent it, and hears of it.';
comment on column letter.activity_id is 'Exchange in which the sender last sent it; what is said of it names the exchange.';
comment on column letter.href is 'The sender''s own id of it; empty when it gave none.';
comment on column letter.content_sha256 is 'Of all it says but exchange and moment of sending: what comes again in another message is the same letter.';
comment on column letter.contact is 'Who answers for it at the sender.';
comment on column letter.due_on is 'Last day by which the sender wants it carried out, as it last said.';
comment on column letter.cms is 'The signature that came with it, over its first file.';
comment on column letter.case_id is 'The case of the provider that it is about.';
CREATE INDEX "idx$letter_case" ON public.letter USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX "idx$letter_exchange" ON public.letter USING btree (href, activity_id);
CREATE INDEX "idx$letter_executor" ON public.letter USING btree (executor_id) WHERE (executor_id IS NOT NULL);
CREATE UNIQUE INDEX "uniq$letter_content" ON public.letter USING btree (provider_id, content_sha256) WHERE (state <> 'refused'::text);

create table letter_file (
  letter_id uuid not null,
  place integer not null,
  file_id text not null,
  state text not null default 'waiting'::text,
  sha256 bytea,
  media_type text,
  size integer,
  failure text,
  attempts integer not null default 0,
  misses integer not null default 0,
  next_at timestamp with time zone,
  leased_until timestamp with time zone not null default '-infinity'::timestamp with time zone,
  constraint pk$letter_file PRIMARY KEY (letter_id, place),
  constraint fk$letter_file_blob FOREIGN KEY (sha256) REFERENCES blob(sha256),
  constraint fk$letter_file_letter FOREIGN KEY (letter_id) REFERENCES letter(id),
  constraint check$letter_file_failure CHECK (((state <> ALL (ARRAY['gone'::text, 'unfit'::text])) OR (failure IS NOT NULL))),
  constraint check$letter_file_kept CHECK ((((state = 'kept'::text) = (sha256 IS NOT NULL)) AND ((state = 'kept'::text) = (media_type IS NOT NULL)) AND ((state = 'kept'::text) = (size IS NOT NULL)))),
  constraint check$letter_file_place CHECK ((place > 0)),
  constraint check$letter_file_state CHECK ((state = ANY (ARRAY['waiting'::text, 'kept'::text, 'gone'::text, 'unfit'::text]))),
  constraint check$letter_file_waiting CHECK (((state <> 'waiting'::text) OR (next_at IS NOT NULL)))
);
comment on table letter_file is 'Files of a letter in the order of the sender; fetched from the temporary storage until they are kept, gone there or of no kind that is kept.';
comment on column letter_file.misses is 'How often the storage said that it does not have it.';
comment on column letter_file.next_at is 'When there is something to do for it: to fetch it, or to judge the signature over it. Null when all is done.';
CREATE INDEX "idx$letter_file_blob" ON public.letter_file USING btree (sha256) WHERE (sha256 IS NOT NULL);
CREATE INDEX "idx$letter_file_next" ON public.letter_file USING btree (next_at) WHERE (next_at IS NOT NULL);

create table letter_step (
  id uuid not null,
  letter_id uuid not null,
  step text not null,
  account_id uuid,
  name text,
  said_on date,
  words text,
  happened_at timestamp with time zone not null,
  constraint pk$letter_step PRIMARY KEY (id),
  constraint fk$letter_step_account FOREIGN KEY (account_id) REFERENCES account(id),
  constraint fk$letter_step_letter FOREIGN KEY (letter_id) REFERENCES letter(id),
  constraint check$letter_step_ours CHECK ((((account_id IS NOT NULL) = (step = ANY (ARRAY['registered'::text, 'refused'::text, 'executing'::text, 'finished'::text]))) AND ((account_id IS NULL) = (name IS NULL)))),
  constraint check$letter_step_step CHECK ((step = ANY (ARRAY['registered'::text, 'refused'::text, 'executing'::text, 'finished'::text, 'prolonged'::text, 'controlled'::text, 'released'::text, 'wrong'::text])))
);
comment on table letter_step is 'What was done with a letter and by whom, and what its sender said of it later. Rows are never changed.';
comment on column letter_step.id is 'Of a word of the sender: id of its message.';
comment on column letter_step.words is 'Reason, executor or result as written; of the sender, its own words.';
CREATE INDEX "idx$letter_step_account" ON public.letter_step USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX "idx$letter_step_letter" ON public.letter_step USING btree (letter_id);
CREATE UNIQUE INDEX "uniq$letter_step_ours" ON public.letter_step USING btree (letter_id, step) WHERE (account_id IS NOT NULL);

create table letter_verdict (
  letter_id uuid not null,
  verdict text not null,
  reason text,
  signer jsonb,
  evidence jsonb not null,
  ocsp_answer bytea,
  time_stamp bytea,
  certificates bytea[] not null,
  training boolean not null,
  judged_at timestamp with time zone not null,
  constraint pk$letter_verdict PRIMARY KEY (letter_id),
  constraint fk$letter_verdict_letter FOREIGN KEY (letter_id) REFERENCES letter(id),
  constraint check$letter_verdict_reason CHECK (((verdict = 'VALID'::text) = (reason IS NULL))),
  constraint check$letter_verdict_verdict CHECK ((verdict = ANY (ARRAY['VALID'::text, 'INVALID'::text, 'INDETERMINATE'::text])))
);
comment on table letter_verdict is 'What the signature of a letter is worth, with the evidence. One that is not final gives way to the next.';

create table login_attempt (
  iin text not null,
  wrong_count integer not null,
  last_at timestamp with time zone not null,
  locked_until timestamp with time zone,
  constraint pk$login_attempt PRIMARY KEY (iin),
  constraint check$login_attempt_iin CHECK ((iin ~ '^[0-9]{12}$'::text)),
  constraint check$login_attempt_wrong_count CHECK ((wrong_count >= 0))
);
comment on table login_attempt is 'Wrong attempts since the last right one, for every IIN tried, with an account or without.';

create table message_in (
  id uuid not null,
  position bigint generated always as identity,
  message_id text,
  correlation_id text,
  service_id text not null,
  message_type text not null,
  sender_id text not null,
  message_at timestamp with time zone,
  received_at timestamp with time zone not null,
  transport text not null,
  signature text not null,
  content json,
  content_sha256 bytea,
  bytes bytea,
  state text not null,
  attempts integer not null default 0,
  faults integer not null default 0,
  failure text,
  next_at timestamp with time zone not null,
  leased_until timestamp with time zone not null default '-infinity'::timestamp with time zone,
  applied_at timestamp with time zone,
  provider_id text,
  case_id uuid,
  repeats integer not null default 0,
  repeated_at timestamp with time zone,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision text,
  key_id text,
  route_id text,
  constraint pk$message_in PRIMARY KEY (id),
  constraint uniq$message_in_position UNIQUE ("position"),
  constraint fk$message_in_decided_by FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint fk$message_in_provider FOREIGN KEY (provider_id) REFERENCES provider(id),
  constraint check$message_in_applied CHECK (((state = 'applied'::text) = (applied_at IS NOT NULL))),
  constraint check$message_in_content_sha256 CHECK ((octet_length(content_sha256) = 32)),
  constraint check$message_in_decided CHECK (((decided_at IS NULL) = (decision IS NULL))),
  constraint check$message_in_failure CHECK (((state <> ALL (ARRAY['set-aside'::text, 'refused'::text])) OR (failure IS NOT NULL))),
  constraint check$message_in_given_up CHECK (((state <> 'given-up'::text) OR (decision IS NOT NULL))),
  constraint check$message_in_known CHECK (((state = 'refused'::text) OR ((message_id IS NOT NULL) AND (correlation_id IS NOT NULL) AND (message_at IS NOT NULL)))),
  constraint check$message_in_signature CHECK ((signature = ANY (ARRAY['valid'::text, 'invalid'::text, 'absent'::text]))),
  constraint check$message_in_state CHECK ((state = ANY (ARRAY['waiting'::text, 'applied'::text, 'set-aside'::text, 'given-up'::text, 'refused'::text]))),
  constraint check$message_in_transport CHECK ((transport = ANY (ARRAY['shep'::text, 'xroad'::text, 'simulator'::text, 'manual'::text])))
);
comment on table message_in is 'Messages of other systems, byte for byte; each is taken once by its id and then applied, those of one chain in order. One that was refused is evidence only and keeps no id from being taken.';
comment on column message_in.content is 'What the seal covered, as it was read. Null after its time to be kept, like the bytes.';
comment on column message_in.faults is 'How often applying it failed by a fault since a person last let it be tried; waiting for others is not counted.';
comment on column message_in.repeats is 'How often the same message came again and was only acknowledged.';
comment on column message_in.key_id is 'Of the key under which the content and the bytes are sealed; null while any of them is in the clear or under another key.';
comment on column message_in.route_id is 'Whose message it is, where one service has several addressees; null for one that names none, and before this was kept.';
CREATE INDEX "idx$message_in_case" ON public.message_in USING btree (case_id, "position") WHERE (case_id IS NOT NULL);
CREATE INDEX "idx$message_in_decided_by" ON public.message_in USING btree (decided_by) WHERE (decided_by IS NOT NULL);
CREATE INDEX "idx$message_in_next" ON public.message_in USING btree (next_at) WHERE (state = 'waiting'::text);
CREATE INDEX "idx$message_in_open" ON public.message_in USING btree (correlation_id, "position") WHERE (state = ANY (ARRAY['waiting'::text, 'set-aside'::text]));
CREATE INDEX "idx$message_in_provider" ON public.message_in USING btree (provider_id, "position") WHERE (provider_id IS NOT NULL);
CREATE UNIQUE INDEX "uniq$message_in_message" ON public.message_in USING btree (message_id) WHERE (state <> 'refused'::text);

create table message_look (
  id bigint generated always as identity,
  message_id uuid not null,
  account_id uuid not null,
  reader_name text not null,
  read_at timestamp with time zone not null,
  constraint pk$message_look PRIMARY KEY (id),
  constraint fk$message_look_account FOREIGN KEY (account_id) REFERENCES account(id)
);
comment on table message_look is 'Who opened the words of a message to or from another system. Rows are never changed.';
comment on column message_look.message_id is 'Id of a row of message_out or message_in; of a letter, that of the message that brought it.';
CREATE INDEX "idx$message_look_account" ON public.message_look USING btree (account_id);
CREATE INDEX "idx$message_look_message" ON public.message_look USING btree (message_id);

create table message_out (
  id uuid not null,
  position bigint generated always as identity,
  key text not null,
  chain text not null,
  kind text not null,
  road text not null,
  service_id text not null,
  message_type text,
  correlation_id text,
  route_id text,
  provider_id text,
  case_id uuid,
  content json,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  refusals integer not null default 0,
  failure text,
  queued_at timestamp with time zone not null,
  next_at timestamp with time zone not null,
  leased_until timestamp with time zone not null default '-infinity'::timestamp with time zone,
  sent_at timestamp with time zone,
  road_message_id text,
  transport text,
  signature text,
  request_bytes bytea,
  answer_bytes bytea,
  delivery text,
  delivery_at timestamp with time zone,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision text,
  key_id text,
  constraint pk$message_out PRIMARY KEY (id),
  constraint uniq$message_out_key UNIQUE (key),
  constraint uniq$message_out_position UNIQUE ("position"),
  constraint fk$message_out_decided_by FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint fk$message_out_provider FOREIGN KEY (provider_id) REFERENCES provider(id),
  constraint check$message_out_decided CHECK (((decided_at IS NULL) = (decision IS NULL))),
  constraint check$message_out_delivery CHECK (((delivery = ANY (ARRAY['ON_DELIVERY'::text, 'DELIVERED'::text, 'NOT_DELIVERED'::text, 'DELIVERY_STOPPED'::text])) AND ((delivery IS NULL) = (delivery_at IS NULL)))),
  constraint check$message_out_given_up CHECK (((state <> 'given-up'::text) OR (decision IS NOT NULL))),
  constraint check$message_out_road CHECK ((road = ANY (ARRAY['sync'::text, 'async'::text]))),
  constraint check$message_out_sent CHECK (((state = 'sent'::text) = (sent_at IS NOT NULL))),
  constraint check$message_out_set_aside CHECK (((state <> 'set-aside'::text) OR (failure IS NOT NULL))),
  constraint check$message_out_signature CHECK ((signature = ANY (ARRAY['valid'::text, 'invalid'::text, 'absent'::text]))),
  constraint check$message_out_state CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'set-aside'::text, 'given-up'::text]))),
  constraint check$message_out_transport CHECK ((transport = ANY (ARRAY['shep'::text, 'xroad'::text, 'simulator'::text, 'manual'::text]))),
  constraint check$message_out_type CHECK ((((road = 'async'::text) = (message_type IS NOT NULL)) AND (message_type = ANY (ARRAY['REQUEST'::text, 'UPDATE'::text, 'NOTIFICATION'::text, 'RESPONSE'::text]))))
);
comment on table message_out is 'Messages to other systems that nobody waits for: each is sent until it is taken, once. Those of one chain leave in the order of their positions.';
comment on column message_out.id is 'The same however often the message is sent, so that the other side can tell a repetition.';
comment on column message_out.key is 'What the message is about: nothing is told twice.';
comment on column message_out.content is 'What is told, before it is put into the words of the other side. Null after its time to be kept.';
comment on column message_out.refusals is 'How often the other side said no since a person last let it be tried; silence is not counted.';
comment on column message_out.road_message_id is 'Id that the road gave it.';
comment on column message_out.delivery is 'What the road last said of its delivery to the receiver.';
comment on column message_out.decision is 'Why a person let it be tried again or gave it up.';
comment on column message_out.key_id is 'Of the key under which the bytes are sealed; null while any of them is in the clear or under another key.';
CREATE INDEX "idx$message_out_case" ON public.message_out USING btree (case_id, "position") WHERE (case_id IS NOT NULL);
CREATE INDEX "idx$message_out_decided_by" ON public.message_out USING btree (decided_by) WHERE (decided_by IS NOT NULL);
CREATE INDEX "idx$message_out_next" ON public.message_out USING btree (next_at) WHERE (state = 'waiting'::text);
CREATE INDEX "idx$message_out_open" ON public.message_out USING btree (chain, "position") WHERE (state = ANY (ARRAY['waiting'::text, 'set-aside'::text]));
CREATE INDEX "idx$message_out_provider" ON public.message_out USING btree (provider_id, "position") WHERE (provider_id IS NOT NULL);
CREATE INDEX "idx$message_out_road_message" ON public.message_out USING btree (road_message_id) WHERE (road_message_id IS NOT NULL);

create table migration (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint pk$migration PRIMARY KEY (number)
);
comment on table migration is 'Which migrations were applied, and the hash of the text they had.';

create table notice (
  case_id uuid not null,
  version integer not null,
  account_id uuid not null,
  code text not null,
  written_at timestamp with time zone not null,
  seen_at timestamp with time zone,
  constraint pk$notice PRIMARY KEY (case_id, version, account_id),
  constraint check$notice_code CHECK ((code ~ '^[a-z-]+$'::text))
);
comment on table notice is 'News of a case for its applicant in the personal cabinet; one for an event at the most.';
CREATE INDEX "idx$notice_unseen" ON public.notice USING btree (account_id) WHERE (seen_at IS NULL);

create table notice_address (
  account_id uuid not null,
  channel text not null,
  address text,
  confirmed_at timestamp with time zone,
  pending_address text,
  code_sha256 bytea,
  code_expires_at timestamp with time zone,
  code_tries integer not null default 0,
  codes_sent integer not null default 0,
  first_code_at timestamp with time zone not null,
  constraint pk$notice_address PRIMARY KEY (account_id, channel),
  constraint fk$notice_address_account FOREIGN KEY (account_id) REFERENCES account(id),
  constraint check$notice_address_channel CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
  constraint check$notice_address_code CHECK ((((pending_address IS NULL) = (code_sha256 IS NULL)) AND ((code_sha256 IS NULL) = (code_expires_at IS NULL)))),
  constraint check$notice_address_confirmed CHECK (((address IS NULL) = (confirmed_at IS NULL))),
  constraint check$notice_address_digest CHECK ((octet_length(code_sha256) = 32))
);
comment on table notice_address is 'Where a person wants notices beside the cabinet; used only after a code that was sent there came back.';

create table notice_delivery (
  id uuid not null,
  case_id uuid not null,
  version integer not null,
  account_id uuid not null,
  code text not null,
  parameters json not null,
  channel text not null,
  address text not null,
  locale text not null,
  status text not null,
  attempts integer not null default 0,
  text_sha256 bytea,
  message_id text,
  detail text,
  queued_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  delivered_at timestamp with time zone,
  failed_at timestamp with time zone,
  constraint pk$notice_delivery PRIMARY KEY (id),
  constraint uniq$notice_delivery_event UNIQUE (case_id, version, account_id, channel),
  constraint check$notice_delivery_channel CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
  constraint check$notice_delivery_delivered CHECK (((status = 'delivered'::text) = (delivered_at IS NOT NULL))),
  constraint check$notice_delivery_failed CHECK (((status = ANY (ARRAY['failed'::text, 'unclear'::text])) = (failed_at IS NOT NULL))),
  constraint check$notice_delivery_locale CHECK ((locale = ANY (ARRAY['kk'::text, 'ru'::text, 'en'::text]))),
  constraint check$notice_delivery_sent CHECK (((status <> ALL (ARRAY['sent'::text, 'delivered'::text])) OR ((sent_at IS NOT NULL) AND (text_sha256 IS NOT NULL) AND (message_id IS NOT NULL)))),
  constraint check$notice_delivery_status CHECK ((status = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'unclear'::text])))
);
comment on table notice_delivery is 'A notice on its way to an address; one for an event, a person and a channel at the most.';
comment on column notice_delivery.detail is 'What whoever delivers it said last: codes, no words of the notice.';
CREATE INDEX "idx$notice_delivery_sms" ON public.notice_delivery USING btree (sent_at) WHERE ((status = 'sent'::text) AND (channel = 'sms'::text));

create table outbox (
  id bigint generated always as identity,
  task text not null,
  payload json not null,
  constraint pk$outbox PRIMARY KEY (id)
);
comment on table outbox is 'Work that follows from events, written with them; handed to the job queue as soon as it is there, and then removed.';

create table password_change (
  id uuid not null,
  browser_sha256 bytea not null,
  iin text not null,
  password_hash text not null,
  document bytea not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint pk$password_change PRIMARY KEY (id),
  constraint check$password_change_browser CHECK ((octet_length(browser_sha256) = 32)),
  constraint check$password_change_iin CHECK ((iin ~ '^[0-9]{12}$'::text))
);
comment on table password_change is 'A new password that waits for the digital signature over its document.';
CREATE INDEX "idx$password_change_expires" ON public.password_change USING btree (expires_at);

create table phone_signing (
  id uuid not null,
  browser_sha256 bytea not null,
  service_key_sha256 bytea not null,
  offer jsonb not null,
  begun_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  opened_at timestamp with time zone,
  token_sha256 bytea,
  refusals integer not null default 0,
  refusal text,
  signatures jsonb,
  signed_at timestamp with time zone,
  constraint pk$phone_signing PRIMARY KEY (id),
  constraint uniq$phone_signing_service_key UNIQUE (service_key_sha256),
  constraint check$phone_signing_browser CHECK ((octet_length(browser_sha256) = 32)),
  constraint check$phone_signing_offer CHECK (((jsonb_typeof(offer) = 'object'::text) AND (pg_column_size(offer) < 65536))),
  constraint check$phone_signing_opened CHECK ((((opened_at IS NULL) = (token_sha256 IS NULL)) AND (octet_length(token_sha256) = 32))),
  constraint check$phone_signing_refusals CHECK (((refusals >= 0) AND ((refusals = 0) = (refusal IS NULL)))),
  constraint check$phone_signing_service_key CHECK ((octet_length(service_key_sha256) = 32)),
  constraint check$phone_signing_signed CHECK ((((signed_at IS NULL) = (signatures IS NULL)) AND ((signed_at IS NULL) OR (opened_at IS NOT NULL)) AND (jsonb_typeof(signatures) = 'array'::text))),
  constraint check$phone_signing_times CHECK ((begun_at < expires_at))
);
comment on table phone_signing is 'Documents that wait to be signed on a telephone, for minutes. Rows are removed soon after they are over.';
comment on column phone_signing.browser_sha256 is 'Hash of what only the browser that began it has; no other browser gets the signatures.';
comment on column phone_signing.service_key_sha256 is 'Hash of the secret in the address of the QR code. The address opens once.';
comment on column phone_signing.offer is 'What is to be signed by whom, and the form that takes the signatures.';
comment on column phone_signing.token_sha256 is 'Hash of the token that the telephone got when it opened the address.';
comment on column phone_signing.refusal is 'What was wrong with the last signature that the telephone sent.';
CREATE INDEX "idx$phone_signing_expires" ON public.phone_signing USING btree (expires_at);

create table prepared_document (
  id uuid not null,
  case_id uuid not null,
  kind text not null,
  locale text not null,
  basis text not null,
  code text not null,
  number text not null,
  dated_on date not null,
  title jsonb not null,
  provider jsonb not null,
  applicant_masked text not null,
  training boolean not null,
  pdf_sha256 bytea not null,
  prepared_at timestamp with time zone not null,
  constraint pk$prepared_document PRIMARY KEY (id),
  constraint uniq$prepared_document_basis UNIQUE (case_id, kind, basis),
  constraint uniq$prepared_document_code UNIQUE (code),
  constraint uniq$prepared_document_pdf UNIQUE (pdf_sha256),
  constraint fk$prepared_document_blob FOREIGN KEY (pdf_sha256) REFERENCES blob(sha256),
  constraint check$prepared_document_code CHECK ((code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'::text)),
  constraint check$prepared_document_kind CHECK ((kind ~ '^[a-z]+$'::text)),
  constraint check$prepared_document_locale CHECK ((locale = ANY (ARRAY['kk'::text, 'ru'::text]))),
  constraint check$prepared_document_provider CHECK ((provider ?& ARRAY['kk'::text, 'ru'::text, 'en'::text])),
  constraint check$prepared_document_title CHECK ((title ?& ARRAY['kk'::text, 'ru'::text, 'en'::text]))
);
comment on table prepared_document is 'A document whose exact bytes are fixed and may be put before somebody to sign. It means nothing until it is issued.';
comment on column prepared_document.basis is 'What of the case the document rests on, such as a draft or a conclusion. On one basis there is one document.';
comment on column prepared_document.code is 'Printed on the document for the public check; 80 random bits.';
comment on column prepared_document.applicant_masked is 'First letters of the name; the public check shows no more of the person.';
CREATE INDEX "idx$prepared_document_case" ON public.prepared_document USING btree (case_id, prepared_at);

create table provider (
  id text not null,
  title_kk text not null,
  title_ru text not null,
  title_en text not null,
  time_zone text not null,
  bin text,
  constraint pk$provider PRIMARY KEY (id),
  constraint check$provider_bin CHECK ((bin ~ '^[0-9]{12}$'::text)),
  constraint check$provider_id CHECK ((id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);
comment on table provider is 'A body that provides services, whatever the regulation.';
comment on column provider.bin is 'Business identification number that certificates of its authorised people name; null until it is entered.';

create table provider_service (
  provider_id text not null,
  regulation text not null,
  constraint pk$provider_service PRIMARY KEY (provider_id, regulation),
  constraint fk$provider_service_provider FOREIGN KEY (provider_id) REFERENCES provider(id),
  constraint check$provider_service_regulation CHECK ((regulation <> ''::text))
);
comment on table provider_service is 'Which body gives which service; new cases of a regulation go to a body that gives it.';
CREATE INDEX "idx$provider_service_regulation" ON public.provider_service USING btree (regulation, provider_id);

create table read_audit (
  id bigint generated always as identity,
  account_id uuid,
  reader_name text not null,
  reader_kind text not null,
  provider_id text,
  actor text,
  substitutes text,
  case_id uuid not null,
  step text,
  purpose text not null,
  fields text[] not null,
  read_at timestamp with time zone not null,
  constraint pk$read_audit PRIMARY KEY (id),
  constraint fk$read_audit_account FOREIGN KEY (account_id) REFERENCES account(id),
  constraint fk$read_audit_provider FOREIGN KEY (provider_id) REFERENCES provider(id),
  constraint check$read_audit_purpose CHECK ((purpose <> ''::text)),
  constraint check$read_audit_reader_kind CHECK ((reader_kind = ANY (ARRAY['applicant'::text, 'staff'::text, 'system'::text])))
);
comment on table read_audit is 'Who looked at whose personal data, at which step and why. Rows are never changed.';
CREATE INDEX "idx$read_audit_account" ON public.read_audit USING btree (account_id);
CREATE INDEX "idx$read_audit_case" ON public.read_audit USING btree (case_id, read_at);
CREATE INDEX "idx$read_audit_provider" ON public.read_audit USING btree (provider_id);

create table register_answer (
  id uuid not null,
  register text not null,
  idempotency_key text not null,
  subject text not null,
  case_id uuid,
  account_id uuid,
  purpose text not null,
  legal_basis text not null,
  officer text not null,
  outcome text not null,
  detail text,
  retryable boolean,
  transport text,
  service text,
  message_id text,
  signature text,
  request_bytes bytea,
  answer_bytes bytea,
  asked_at timestamp with time zone not null,
  answered_at timestamp with time zone not null,
  question json,
  answer_data json,
  scan_sha256 bytea,
  reason text,
  key_id text,
  constraint pk$register_answer PRIMARY KEY (id),
  constraint fk$register_answer_account FOREIGN KEY (account_id) REFERENCES account(id),
  constraint check$register_answer_by_hand CHECK ((((NOT (transport IS DISTINCT FROM 'manual'::text)) = (scan_sha256 IS NOT NULL)) AND ((scan_sha256 IS NULL) = (reason IS NULL)) AND ((scan_sha256 IS NULL) OR (octet_length(scan_sha256) = 32)))),
  constraint check$register_answer_evidence CHECK (((outcome <> ALL (ARRAY['found'::text, 'not-found'::text])) OR ((transport IS NOT NULL) AND (message_id IS NOT NULL) AND (request_bytes IS NOT NULL) AND (answer_bytes IS NOT NULL)))),
  constraint check$register_answer_outcome CHECK ((outcome = ANY (ARRAY['found'::text, 'not-found'::text, 'pending'::text, 'refused'::text, 'no-answer'::text]))),
  constraint check$register_answer_purpose CHECK (((purpose <> ''::text) AND (legal_basis <> ''::text) AND (officer <> ''::text))),
  constraint check$register_answer_retryable CHECK (((outcome = 'no-answer'::text) = (retryable IS NOT NULL))),
  constraint check$register_answer_signature CHECK ((signature = ANY (ARRAY['valid'::text, 'invalid'::text, 'absent'::text]))),
  constraint check$register_answer_times CHECK ((asked_at <= answered_at)),
  constraint check$register_answer_transport CHECK ((transport = ANY (ARRAY['shep'::text, 'xroad'::text, 'simulator'::text, 'manual'::text])))
);
comment on table register_answer is 'Every question to a state register and what came back, byte for byte. Rows are never changed.';
comment on column register_answer.subject is 'Whom the question was about: an IIN or a BIN.';
comment on column register_answer.transport is 'How the answer came; one from the simulator can never pass for a real one.';
comment on column register_answer.question is 'What was asked, so that the answer can be read again; null for answers of the first servers.';
comment on column register_answer.answer_data is 'The part of the answer that its signature covers, exactly as it was taken out; the value is read from it.';
comment on column register_answer.scan_sha256 is 'Of what somebody entered by hand: the paper it was read from.';
comment on column register_answer.reason is 'Why it was entered by hand.';
comment on column register_answer.key_id is 'Of the key under which the bytes and the data are sealed; null while any of them is in the clear or under another key.';
CREATE INDEX "idx$register_answer_account" ON public.register_answer USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX "idx$register_answer_case" ON public.register_answer USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX "idx$register_answer_subject" ON public.register_answer USING btree (register, subject, purpose, answered_at DESC);
CREATE UNIQUE INDEX "uniq$register_answer_conclusive" ON public.register_answer USING btree (register, idempotency_key) WHERE (outcome = ANY (ARRAY['found'::text, 'not-found'::text, 'refused'::text]));

create table register_circuit (
  service text not null,
  failures integer not null,
  last_key text not null,
  last_detail text not null,
  silent_at timestamp with time zone not null,
  next_try_at timestamp with time zone,
  constraint pk$register_circuit PRIMARY KEY (service),
  constraint check$register_circuit_failures CHECK ((failures > 0))
);
comment on table register_circuit is 'Services that are silent, for all servers; one that answers has no row.';
comment on column register_circuit.last_key is 'The question that failed last: one question that fails again and again does not make its service silent.';
comment on column register_circuit.next_try_at is 'Null while questions are still put; then nobody asks before this moment, and one question goes ahead of the others.';

create table register_consent (
  id uuid not null,
  service text not null,
  iin text not null,
  scope text not null,
  state text not null,
  token text,
  public_key text,
  asked_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  valid_until timestamp with time zone,
  transport text,
  request_bytes bytea,
  answer_bytes bytea,
  key_id text,
  constraint pk$register_consent PRIMARY KEY (id),
  constraint check$register_consent_granted CHECK ((((state = 'granted'::text) = (token IS NOT NULL)) AND ((token IS NULL) = (public_key IS NULL)) AND ((token IS NULL) = (valid_until IS NULL)))),
  constraint check$register_consent_iin CHECK ((iin ~ '^[0-9]{12}$'::text)),
  constraint check$register_consent_state CHECK ((state = ANY (ARRAY['waiting'::text, 'granted'::text, 'refused'::text, 'expired'::text]))),
  constraint check$register_consent_times CHECK (((asked_at <= answered_at) AND (answered_at <= valid_until)))
);
comment on table register_consent is 'Leave that people were asked to give before a register is asked about them.';
comment on column register_consent.scope is 'What the consent serves: a case, an account, or one question.';
comment on column register_consent.key_id is 'Of the key under which the token and the bytes are sealed; null while any of them is in the clear or under another key.';
CREATE INDEX "idx$register_consent_scope" ON public.register_consent USING btree (scope, iin);
CREATE UNIQUE INDEX "uniq$register_consent_open" ON public.register_consent USING btree (service, iin, scope) WHERE (state <> 'expired'::text);

create table register_question (
  register text not null,
  idempotency_key text not null,
  message_id uuid not null,
  asked_until timestamp with time zone not null,
  constraint pk$register_question PRIMARY KEY (register, idempotency_key)
);
comment on table register_question is 'Questions being put: one server puts a question at a time, and again under the same id of the message.';
comment on column register_question.asked_until is 'Until then whoever took the question waits for its answer; later another may put it again.';

create table regulation_edition (
  number integer generated always as identity,
  sha256 text not null,
  regulation text not null,
  edition text not null,
  from_on date not null,
  until_on date,
  main_file text not null,
  files json not null,
  published_at timestamp with time zone not null,
  published_by text not null,
  constraint pk$regulation_edition PRIMARY KEY (number),
  constraint uniq$regulation_edition_sha256 UNIQUE (sha256),
  constraint check$regulation_edition_period CHECK ((until_on > from_on)),
  constraint check$regulation_edition_sha256 CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
comment on table regulation_edition is 'Published texts of regulations. A case runs under the row it was opened with for ever; rows are never changed.';
comment on column regulation_edition.until_on is 'First day on which the edition does not apply to new cases.';
comment on column regulation_edition.files is 'Path to text of every file that the regulation is compiled from; sha256 covers exactly these and which of them is the main one.';
CREATE INDEX "idx$regulation_edition_current" ON public.regulation_edition USING btree (regulation, from_on);

create table revocation_list (
  sha256 bytea not null,
  bytes bytea not null,
  fetched_at timestamp with time zone not null default now(),
  constraint pk$revocation_list PRIMARY KEY (sha256),
  constraint check$revocation_list_sha256 CHECK (((octet_length(sha256) = 32) AND (sha256 = sha256(bytes))))
);
comment on table revocation_list is 'Lists of revoked certificates on which verdicts rest, each kept once by its hash. Rows are never changed.';

create table session (
  id uuid not null,
  token_sha256 bytea not null,
  account_id uuid not null,
  csrf_secret bytea not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by text,
  constraint pk$session PRIMARY KEY (id),
  constraint uniq$session_token UNIQUE (token_sha256),
  constraint fk$session_account FOREIGN KEY (account_id) REFERENCES account(id),
  constraint check$session_csrf_secret CHECK ((octet_length(csrf_secret) = 32)),
  constraint check$session_ended CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint check$session_ended_by CHECK ((ended_by = ANY (ARRAY['sign-out'::text, 'new-sign-in'::text, 'password-change'::text, 'block'::text]))),
  constraint check$session_times CHECK (((created_at <= last_seen_at) AND (created_at < expires_at))),
  constraint check$session_token CHECK ((octet_length(token_sha256) = 32))
);
comment on table session is 'A signed-in browser. The token itself is only in its cookie.';
CREATE INDEX "idx$session_account" ON public.session USING btree (account_id);
CREATE INDEX "idx$session_expires" ON public.session USING btree (expires_at);

create table sign_up (
  id uuid not null,
  browser_sha256 bytea not null,
  iin text not null,
  password_hash text not null,
  locale text not null,
  phone text,
  outcome text not null,
  name text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  register_answer_id uuid,
  identity_proven_at timestamp with time zone,
  constraint pk$sign_up PRIMARY KEY (id),
  constraint fk$sign_up_register_answer FOREIGN KEY (register_answer_id) REFERENCES register_answer(id),
  constraint check$sign_up_browser CHECK ((octet_length(browser_sha256) = 32)),
  constraint check$sign_up_iin CHECK ((iin ~ '^[0-9]{12}$'::text)),
  constraint check$sign_up_name CHECK (((outcome = 'ordinary'::text) = (name IS NOT NULL)))
);
comment on table sign_up is 'A sign-up begun and not yet confirmed by the person.';
comment on column sign_up.identity_proven_at is 'When another provider of identity vouched for the owner of the IIN; nobody knows the password then.';
CREATE INDEX "idx$sign_up_expires" ON public.sign_up USING btree (expires_at);
CREATE INDEX "idx$sign_up_register_answer" ON public.sign_up USING btree (register_answer_id) WHERE (register_answer_id IS NOT NULL);

create table signature (
  id uuid not null,
  purpose text not null,
  case_id uuid,
  step text,
  account_id uuid not null,
  expected_iin text not null,
  document_sha256 text not null,
  cms bytea not null,
  received_at timestamp with time zone not null,
  expected_bin text,
  expected_roles text[],
  constraint pk$signature PRIMARY KEY (id),
  constraint check$signature_case CHECK (((purpose = 'password'::text) = (case_id IS NULL))),
  constraint check$signature_cms_size CHECK (((octet_length(cms) >= 1) AND (octet_length(cms) <= 131072))),
  constraint check$signature_document CHECK ((document_sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint check$signature_expected_bin CHECK ((expected_bin ~ '^[0-9]{12}$'::text)),
  constraint check$signature_expected_roles CHECK ((cardinality(expected_roles) > 0)),
  constraint check$signature_purpose CHECK ((purpose ~ '^[a-z]+(-[a-z]+)*$'::text))
);
comment on table signature is 'A signature as it was handed in, over bytes the server kept. Rows are never changed.';
comment on column signature.expected_bin is 'The organisation that the certificate must name; null when any of the person''s own will do.';
comment on column signature.expected_roles is 'What the certificate must entitle to, one of these; null when nothing is asked.';
CREATE INDEX "idx$signature_account" ON public.signature USING btree (account_id);
CREATE INDEX "idx$signature_case" ON public.signature USING btree (case_id);

create table signature_verdict (
  signature_id uuid not null,
  attempt integer not null,
  verdict text not null,
  reason text,
  signer jsonb,
  evidence jsonb not null,
  ocsp_answer bytea,
  time_stamp bytea,
  certificates bytea[] not null,
  training boolean not null,
  judged_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default now(),
  constraint pk$signature_verdict PRIMARY KEY (signature_id, attempt),
  constraint fk$signature_verdict_signature FOREIGN KEY (signature_id) REFERENCES signature(id),
  constraint check$signature_verdict_attempt CHECK ((attempt > 0)),
  constraint check$signature_verdict_reason CHECK (((verdict = 'VALID'::text) = (reason IS NULL))),
  constraint check$signature_verdict_verdict CHECK ((verdict = ANY (ARRAY['VALID'::text, 'INVALID'::text, 'INDETERMINATE'::text])))
);
comment on table signature_verdict is 'What became of a signature each time it was judged, with the evidence; the last attempt counts.';

create table staff_post (
  id uuid not null,
  account_id uuid not null,
  provider_id text not null,
  actor text not null,
  from_on date not null,
  until_on date,
  constraint pk$staff_post PRIMARY KEY (id),
  constraint fk$staff_post_account FOREIGN KEY (account_id) REFERENCES account(id),
  constraint fk$staff_post_provider FOREIGN KEY (provider_id) REFERENCES provider(id),
  constraint check$staff_post_actor CHECK ((actor <> ''::text)),
  constraint check$staff_post_days CHECK ((until_on > from_on)),
  constraint excl$staff_post_overlap EXCLUDE USING gist (account_id WITH =, provider_id WITH =, actor WITH =, daterange(from_on, until_on) WITH &&)
);
comment on table staff_post is 'Who holds which post. The actor is a word of the regulation file; membership of a commission is a post like any other.';
comment on column staff_post.until_on is 'First day on which the post is no longer held, in the zone of the provider.';
CREATE INDEX "idx$staff_post_account" ON public.staff_post USING btree (account_id);
CREATE INDEX "idx$staff_post_provider" ON public.staff_post USING btree (provider_id, actor);

create table substitution (
  id uuid not null,
  provider_id text not null,
  absent_account_id uuid not null,
  substitute_account_id uuid not null,
  from_on date not null,
  until_on date not null,
  reason text not null,
  constraint pk$substitution PRIMARY KEY (id),
  constraint fk$substitution_absent FOREIGN KEY (absent_account_id) REFERENCES account(id),
  constraint fk$substitution_provider FOREIGN KEY (provider_id) REFERENCES provider(id),
  constraint fk$substitution_substitute FOREIGN KEY (substitute_account_id) REFERENCES account(id),
  constraint check$substitution_days CHECK ((until_on > from_on)),
  constraint check$substitution_not_oneself CHECK ((absent_account_id <> substitute_account_id)),
  constraint check$substitution_reason CHECK ((reason <> ''::text)),
  constraint excl$substitution_overlap EXCLUDE USING gist (provider_id WITH =, absent_account_id WITH =, daterange(from_on, until_on) WITH &&)
);
comment on table substitution is 'During these days the substitute acts in every post of the absent person at the provider.';
comment on column substitution.until_on is 'First day on which the absent person acts again, in the zone of the provider.';
CREATE INDEX "idx$substitution_absent" ON public.substitution USING btree (absent_account_id);
CREATE INDEX "idx$substitution_provider" ON public.substitution USING btree (provider_id);
CREATE INDEX "idx$substitution_substitute" ON public.substitution USING btree (substitute_account_id);

create sequence journal_number;
comment on sequence journal_number is 'Serial of entries in the journals of the provider''s office: in order, with gaps.';
create sequence request_number;
comment on sequence request_number is 'Numbers of accepted requests: in order, with gaps.';

CREATE OR REPLACE FUNCTION public.post_hand(moment timestamp with time zone)
 RETURNS TABLE(provider_id text, actor text, holder_id uuid, hand_id uuid)
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT post.provider_id,
     post.actor,
     post.account_id,
     COALESCE(substitution.substitute_account_id, post.account_id) AS "coalesce"
    FROM (((staff_post post
      JOIN provider ON ((provider.id = post.provider_id)))
      CROSS JOIN LATERAL ( SELECT ((post_hand.moment AT TIME ZONE provider.time_zone))::date AS day) today)
      LEFT JOIN substitution ON (((substitution.provider_id = post.provider_id) AND (substitution.absent_account_id = post.account_id) AND (substitution.from_on <= today.day) AND (substitution.until_on > today.day))))
   WHERE ((post.from_on <= today.day) AND ((post.until_on IS NULL) OR (post.until_on > today.day)));
END;

grant insert, select, update on account to qyzmet_app;
grant delete, insert, select, update on application_draft to qyzmet_app;
grant insert, select on blob to qyzmet_app;
grant delete, insert, select, update on case_head to qyzmet_app;
grant insert, select, update on co_signer to qyzmet_app;
grant insert, select, update on co_signing to qyzmet_app;
grant delete, insert, select, update on counter_draft to qyzmet_app;
grant insert, select on document_signature to qyzmet_app;
grant delete, insert, select, update on draft_attachment to qyzmet_app;
grant insert, select, update on esedo_document to qyzmet_app;
grant insert, select on esedo_provider to qyzmet_app;
grant insert, select on esedo_state to qyzmet_app;
grant insert, select on event to qyzmet_app;
grant delete, insert, select, update on follower to qyzmet_app;
grant insert, select, update on gateway_comparison to qyzmet_app;
grant delete, insert, select, update on gateway_file to qyzmet_app;
grant insert, select, update on gateway_registration to qyzmet_app;
grant delete, insert, select, update on identity_sign_in to qyzmet_app;
grant delete, insert, select, update on inbox to qyzmet_app;
grant delete, insert, select, update on inbox_count to qyzmet_app;
grant insert, select on inspection_report to qyzmet_app;
grant insert, select on issued_document to qyzmet_app;
grant insert, select, update on letter to qyzmet_app;
grant insert, select, update on letter_file to qyzmet_app;
grant insert, select on letter_step to qyzmet_app;
grant insert, select, update on letter_verdict to qyzmet_app;
grant delete, insert, select, update on login_attempt to qyzmet_app;
grant insert, select, update on message_in to qyzmet_app;
grant insert, select on message_look to qyzmet_app;
grant insert, select, update on message_out to qyzmet_app;
grant insert, select, update (seen_at) on notice to qyzmet_app;
grant delete, insert, select, update on notice_address to qyzmet_app;
grant insert, select, update on notice_delivery to qyzmet_app;
grant delete, insert, select, update on outbox to qyzmet_app;
grant delete, insert, select, update on password_change to qyzmet_app;
grant delete, insert, select, update on phone_signing to qyzmet_app;
grant insert, select on prepared_document to qyzmet_app;
grant insert, select, update (bin), update on provider to qyzmet_app;
grant insert, select on provider_service to qyzmet_app;
grant insert, select on read_audit to qyzmet_app;
grant insert, select, update (answer_bytes), update (answer_data), update (key_id), update (request_bytes) on register_answer to qyzmet_app;
grant delete, insert, select, update on register_circuit to qyzmet_app;
grant insert, select, update on register_consent to qyzmet_app;
grant insert, select, update on register_question to qyzmet_app;
grant insert, select on regulation_edition to qyzmet_app;
grant insert, select on revocation_list to qyzmet_app;
grant delete, insert, select, update on session to qyzmet_app;
grant delete, insert, select, update on sign_up to qyzmet_app;
grant insert, select on signature to qyzmet_app;
grant insert, select on signature_verdict to qyzmet_app;
grant insert, select, update on staff_post to qyzmet_app;
grant insert, select, update on substitution to qyzmet_app;
grant usage on sequence journal_number to qyzmet_app;
grant usage on sequence request_number to qyzmet_app;
