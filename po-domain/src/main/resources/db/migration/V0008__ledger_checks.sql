-- Results of holding the kept figures to the ledger.
create sequence ledger_check_seq start with 50 increment by 50;

create table ledger_check (
  id              bigint       not null,
  started_at      timestamp with time zone not null,
  finished_at     timestamp with time zone not null,
  actor           varchar(100) not null,
  allocations     bigint       not null,
  line_items      bigint       not null,
  purchase_orders bigint       not null,
  invoices        bigint       not null,
  differences     bigint       not null,
  -- The first differences as JSON.
  details         varchar(1000000) not null,
  constraint pk_ledger_check primary key (id)
);
create index ix_ledger_check_started on ledger_check (started_at);
