-- What a person chose for their own pages, and what ends their open sessions.
alter table user_account add column theme varchar(10);
alter table user_account add column sign_in_key bigint default 0 not null;

-- Answers to POST requests with an Idempotency-Key, kept for a day: the same request again gets the same answer.
create sequence kept_answer_seq start with 50 increment by 50;

create table kept_answer (
  id              bigint        not null,
  actor           varchar(100)  not null,
  idempotency_key varchar(200)  not null,
  request_hash    varchar(64)   not null,
  -- null while the first request is being worked on
  status          integer,
  location        varchar(2000),
  etag            varchar(100),
  body            varchar(10000000),
  created_at      timestamp with time zone not null,
  constraint pk_kept_answer primary key (id),
  constraint uq_kept_answer_key unique (actor, idempotency_key)
);
create index ix_kept_answer_created on kept_answer (created_at);
