-- Who is told what: rules, choices, what is watched, the outbox and the log of deliveries.
-- Contacts are named without a foreign key: what was sent to whom stays known when somebody leaves the directory.

create sequence notice_seq start with 50 increment by 50;
create sequence notice_delivery_seq start with 50 increment by 50;
create sequence delivery_attempt_seq start with 50 increment by 50;
create sequence webhook_seq start with 50 increment by 50;

-- One row: the rules of the installation. Lists are separated by commas.
create table notice_rules (
  id                integer      not null,
  thresholds        varchar(200) not null,
  aws_expiry        smallint     not null,
  expiry_days       varchar(200) not null,
  runs_dry          smallint     not null,
  exception_days    integer,
  portfolio_weekday integer,
  escalation_days   integer,
  quiet_weekdays    varchar(50)  not null,
  quiet_dates       varchar(8000) not null,
  zone              varchar(50)  not null,
  send_hour         integer      not null,
  changed_at        timestamp with time zone,
  changed_by        varchar(100),
  version           bigint       not null,
  constraint pk_notice_rules primary key (id),
  constraint ck_notice_rules_one check (id = 1)
);
insert into notice_rules (id, thresholds, aws_expiry, expiry_days, runs_dry, exception_days, portfolio_weekday, escalation_days, quiet_weekdays, quiet_dates, zone, send_hour, version)
values (1, '75,25,10,0', 1, '', 1, 3, 1, null, '', '', 'UTC', 7, 1);

-- What a purchase order has of its own; null: as the installation has it.
create table purchase_order_notice_rules (
  purchase_order_pk bigint not null,
  thresholds        varchar(200),
  expiry_days       varchar(200),
  changed_at        timestamp with time zone not null,
  changed_by        varchar(100) not null,
  version           bigint not null,
  constraint pk_purchase_order_notice_rules primary key (purchase_order_pk),
  constraint fk_purchase_order_notice_rules_order foreign key (purchase_order_pk) references purchase_order (id)
);

-- What a contact of a purchase order hears of it; without a row: everything.
create table notice_choice (
  purchase_order_pk bigint       not null,
  contact_id        bigint       not null,
  events            varchar(200) not null,
  escalation        smallint     not null,
  constraint pk_notice_choice primary key (purchase_order_pk, contact_id),
  constraint fk_notice_choice_order foreign key (purchase_order_pk) references purchase_order (id)
);
create index ix_notice_choice_contact on notice_choice (contact_id);

-- What a contact hears at all: what it has unsubscribed from, and the digests it gets.
create table contact_notice_settings (
  contact_id bigint       not null,
  muted      varchar(200) not null,
  digests    varchar(200) not null,
  changed_at timestamp with time zone not null,
  changed_by varchar(100) not null,
  constraint pk_contact_notice_settings primary key (contact_id)
);

-- What was told about a line item's balance, and below which balance there is more to tell; next_below null: to be judged anew.
create table line_item_watch (
  line_item_id bigint        not null,
  told         numeric(7,4),
  total        numeric(19,4) not null,
  arming       integer       not null,
  next_below   numeric(19,4),
  constraint pk_line_item_watch primary key (line_item_id),
  constraint fk_line_item_watch_line foreign key (line_item_id) references line_item (id) on delete cascade
);
-- The sweep asks every minute which are to be judged anew.
create index ix_line_item_watch_next on line_item_watch (next_below);

-- Since when a purchase order has its expiration month, and the next day on which it has to be looked at; null: today.
create table purchase_order_watch (
  purchase_order_pk bigint  not null,
  expiration_month  integer not null,
  expiration_set_on date    not null,
  next_day          date,
  -- Month in which the forecast runs dry, if that is not after the expiration month.
  dry_month         integer,
  constraint pk_purchase_order_watch primary key (purchase_order_pk),
  constraint fk_purchase_order_watch_order foreign key (purchase_order_pk) references purchase_order (id)
);
create index ix_purchase_order_watch_next on purchase_order_watch (next_day, purchase_order_pk);
-- Purchase orders that are here already: their expiration is as old as their last change at most.
insert into purchase_order_watch (purchase_order_pk, expiration_month, expiration_set_on, next_day)
select id, expiration_month, cast(updated_at as date), null from purchase_order where deleted_at is null;

-- When somebody looked at a purchase order last.
create table purchase_order_opening (
  purchase_order_pk bigint not null,
  opened_at         timestamp with time zone not null,
  opened_by         varchar(100) not null,
  constraint pk_purchase_order_opening primary key (purchase_order_pk),
  constraint fk_purchase_order_opening_order foreign key (purchase_order_pk) references purchase_order (id)
);

-- The outbox: what happened, written in the transaction in which it happened. addressed_at null: nobody has been written to yet.
create table notice (
  id                bigint       not null,
  notice_key        varchar(200) not null,
  kind              varchar(30)  not null,
  purchase_order_pk bigint,
  line_item_id      bigint,
  escalates_id      bigint,
  caused_at         timestamp with time zone not null,
  send_from         timestamp with time zone not null,
  facts             text         not null,
  addressed_at      timestamp with time zone,
  constraint pk_notice primary key (id),
  constraint uq_notice_key unique (notice_key),
  constraint fk_notice_order foreign key (purchase_order_pk) references purchase_order (id),
  constraint fk_notice_escalates foreign key (escalates_id) references notice (id)
);
create index ix_notice_addressed on notice (addressed_at, id);
create index ix_notice_order on notice (purchase_order_pk, caused_at);
create index ix_notice_kind on notice (kind, caused_at);

create table webhook (
  id         bigint        not null,
  name       varchar(100)  not null,
  name_key   varchar(100)  not null,
  address    varchar(2000) not null,
  secret     varchar(200)  not null,
  events     varchar(200)  not null,
  language   varchar(10)   not null,
  active     smallint      not null,
  changed_at timestamp with time zone not null,
  changed_by varchar(100)  not null,
  version    bigint        not null,
  constraint pk_webhook primary key (id),
  constraint uq_webhook_name unique (name_key)
);

-- One row for each that a notice goes to.
create table notice_delivery (
  id              bigint        not null,
  notice_id       bigint        not null,
  channel         varchar(10)   not null,
  recipient_id    bigint        not null,
  recipient_name  varchar(200)  not null,
  address         varchar(2000) not null,
  address_key     varchar(2000) not null,
  language        varchar(10)   not null,
  message_id      varchar(250)  not null,
  subject         varchar(500)  not null,
  state           varchar(20)   not null,
  attempts        integer       not null,
  next_attempt_at timestamp with time zone not null,
  claimed_by      varchar(100),
  claimed_until   timestamp with time zone,
  sent_at         timestamp with time zone,
  answer          varchar(1000),
  created_at      timestamp with time zone not null,
  constraint pk_notice_delivery primary key (id),
  constraint uq_notice_delivery_recipient unique (notice_id, channel, recipient_id),
  constraint fk_notice_delivery_notice foreign key (notice_id) references notice (id),
  constraint ck_notice_delivery_channel check (channel in ('MAIL', 'WEBHOOK')),
  constraint ck_notice_delivery_state check (state in ('WAITING', 'SENDING', 'SENT', 'FAILED', 'KEPT', 'CANCELLED'))
);
create index ix_notice_delivery_due on notice_delivery (state, next_attempt_at);
create index ix_notice_delivery_created on notice_delivery (created_at, id);
create index ix_notice_delivery_recipient on notice_delivery (recipient_id);

-- Every try: rows are only ever added.
create table delivery_attempt (
  id          bigint        not null,
  delivery_id bigint        not null,
  at          timestamp with time zone not null,
  node        varchar(100)  not null,
  outcome     varchar(20)   not null,
  answer      varchar(1000),
  constraint pk_delivery_attempt primary key (id),
  constraint fk_delivery_attempt_delivery foreign key (delivery_id) references notice_delivery (id)
);
create index ix_delivery_attempt_delivery on delivery_attempt (delivery_id, id);

-- One row for each day on which it was looked what the day brings.
create table notice_sweep (
  sweep_day  date not null,
  started_at timestamp with time zone not null,
  node       varchar(100) not null,
  constraint pk_notice_sweep primary key (sweep_day)
);

-- The daily sweep asks which purchase orders were billed since yesterday.
create index ix_allocation_at on allocation (allocated_at);
-- Links of mails are signed with it; made at first use.
create table notice_secret (
  id     integer      not null,
  secret varchar(100) not null,
  constraint pk_notice_secret primary key (id),
  constraint ck_notice_secret_one check (id = 1)
);
