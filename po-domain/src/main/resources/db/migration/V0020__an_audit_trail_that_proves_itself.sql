-- A chain of hashes over the audit events. The events themselves are never touched: neither updated nor deleted, by nobody.
create table audit_seal (
  number   bigint      not null,
  -- No foreign key: a check has to be able to say which event is gone.
  event_id bigint      not null,
  hash     varchar(64) not null,
  constraint pk_audit_seal primary key (number),
  constraint uq_audit_seal_event unique (event_id),
  constraint ck_audit_seal_number check (number > 0)
);

-- Where the chain ends; one row.
create table audit_head (
  id           bigint      not null,
  number       bigint      not null,
  hash         varchar(64) not null,
  sealed_until timestamp with time zone,
  -- When a node began the check of the night; the others leave it to that one.
  nightly_at   timestamp with time zone,
  constraint pk_audit_head primary key (id)
);
insert into audit_head (id, number, hash) values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

create sequence audit_check_seq start with 50 increment by 50;
create table audit_check (
  id          bigint       not null,
  started_at  timestamp with time zone not null,
  finished_at timestamp with time zone not null,
  actor       varchar(100) not null,
  events      bigint       not null,
  -- Place and hash of the last seal.
  head_number bigint       not null,
  head_hash   varchar(64)  not null,
  faults      bigint       not null,
  -- The first faults as JSON.
  details     varchar(1000000) not null,
  constraint pk_audit_check primary key (id)
);
create index ix_audit_check_started on audit_check (started_at);

-- The list is by time, also of one person or one action.
create index ix_audit_event_at on audit_event (at, id);
create index ix_audit_event_actor on audit_event (actor, at, id);
create index ix_audit_event_action on audit_event (action, at, id);
create index ix_audit_event_request on audit_event (request_id);
