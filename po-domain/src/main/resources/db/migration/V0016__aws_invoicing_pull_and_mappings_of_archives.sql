-- Invoices pulled from the AWS Invoicing API: how, one row.
create table aws_pull (
  id               integer      not null,
  active           smallint     not null,
  region           varchar(40)  not null,
  account_id       varchar(12),
  receiver_role    varchar(20),
  start_date       date,
  interval_minutes integer      not null,
  overlap_days     integer      not null,
  changed_at       timestamp with time zone,
  changed_by       varchar(100),
  version          bigint       not null,
  constraint pk_aws_pull primary key (id),
  constraint ck_aws_pull_one check (id = 1)
);
insert into aws_pull (id, active, region, interval_minutes, overlap_days, version) values (1, 0, 'us-east-1', 360, 7, 1);

-- How far it is, who is at it, and what came of the last one.
create table aws_pull_state (
  id              integer      not null,
  attempt         integer      not null,
  claimed_by      varchar(100),
  claimed_until   timestamp with time zone,
  requested_by    varchar(100),
  next_at         timestamp with time zone,
  -- Everything issued from complete_from to complete_until, and known to AWS on that day, is here or in an import that is under way.
  complete_from   date,
  complete_until  date,
  summaries_sha256 varchar(64),
  failures        integer      not null,
  last_started_at  timestamp with time zone,
  last_finished_at timestamp with time zone,
  last_by         varchar(100),
  last_from       date,
  last_until      date,
  last_summaries  integer      not null,
  last_import_id  bigint,
  last_failure    varchar(60),
  last_detail     varchar(1000),
  -- The last import that a pull made, and from which day on its window reached.
  import_id       bigint,
  import_from     date,
  constraint pk_aws_pull_state primary key (id),
  constraint ck_aws_pull_state_one check (id = 1),
  constraint fk_aws_pull_state_import foreign key (import_id) references import_job (id),
  constraint fk_aws_pull_state_last_import foreign key (last_import_id) references import_job (id)
);
insert into aws_pull_state (id, attempt, failures, last_summaries) values (1, 0, 0, 0);

-- An archive is read by the mappings of all its tables.
alter table import_job alter column mapping set data type text;
