-- What programs sign in to the API with. Of the token itself only the hash is here.
create sequence api_token_seq start with 50 increment by 50;
create table api_token (
  id                  bigint      not null,
  name                varchar(90) not null,
  name_key            varchar(90) not null,
  role                varchar(20) not null,
  token_hash          varchar(64) not null,
  -- Its last characters, by which people recognise it.
  hint                varchar(10) not null,
  requests_per_minute integer     not null,
  created_at          timestamp with time zone not null,
  created_by          varchar(100) not null,
  expires_at          timestamp with time zone not null,
  last_used_at        timestamp with time zone,
  -- The secret before, which lets in for a while beside its successor.
  previous_hash       varchar(64),
  previous_until      timestamp with time zone,
  revoked_at          timestamp with time zone,
  revoked_by          varchar(100),
  constraint pk_api_token primary key (id),
  constraint uq_api_token_hash unique (token_hash),
  constraint uq_api_token_previous unique (previous_hash),
  constraint uq_api_token_name unique (name_key),
  constraint ck_api_token_role check (role in ('VIEWER', 'MANAGER', 'ADMIN', 'AUDITOR')),
  constraint ck_api_token_pace check (requests_per_minute > 0),
  constraint ck_api_token_previous check ((previous_hash is null) = (previous_until is null)),
  constraint ck_api_token_revoked check ((revoked_at is null) = (revoked_by is null))
);
create index ix_api_token_revoked on api_token (revoked_at);

-- Answers that told a secret of a webhook were kept here.
delete from kept_answer where body like '%"secret":%';
