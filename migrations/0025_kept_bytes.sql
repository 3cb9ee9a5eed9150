-- 0025_kept_bytes.sql. The previous server can still run: no, it would show sealed bytes as they are.
alter table message_in add column key_id text;
alter table message_out add column key_id text;
alter table register_answer add column key_id text;
alter table register_consent add column key_id text;
comment on column message_in.key_id is 'Of the key under which the content and the bytes are sealed; null while any of them is in the clear or under another key.';
comment on column message_out.key_id is 'Of the key under which the bytes are sealed; null while any of them is in the clear or under another key.';
comment on column register_answer.key_id is 'Of the key under which the bytes and the data are sealed; null while any of them is in the clear or under another key.';
comment on column register_consent.key_id is 'Of the key under which the token and the bytes are sealed; null while any of them is in the clear or under another key.';

-- What an answer says stays as it is; only the key under which it is kept may change.
grant update (request_bytes, answer_bytes, answer_data, key_id) on register_answer to qyzmet_app;
