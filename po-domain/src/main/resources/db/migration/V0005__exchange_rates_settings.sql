-- Exchange rates that administrators keep, and settings.

create sequence exchange_rate_seq start with 50 increment by 50;

create table exchange_rate (
  id              bigint         not null,
  source_currency char(3)        not null,
  target_currency char(3)        not null,
  valid_from      date           not null,
  rate            numeric(24,12) not null,
  created_at      timestamp with time zone not null,
  created_by      varchar(100)   not null,
  constraint pk_exchange_rate primary key (id),
  constraint uq_exchange_rate unique (source_currency, target_currency, valid_from),
  constraint ck_exchange_rate_pair check (source_currency <> target_currency),
  constraint ck_exchange_rate_above_zero check (rate > 0)
);
create index ix_exchange_rate_target on exchange_rate (target_currency, source_currency, valid_from);

-- A setting that is not here has its default.
create table setting (
  name          varchar(100)  not null,
  setting_value varchar(1000) not null,
  changed_at    timestamp with time zone not null,
  changed_by    varchar(100)  not null,
  constraint pk_setting primary key (name)
);
