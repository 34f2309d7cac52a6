-- The first schema of OpenPO. One text for H2 and PostgreSQL.
-- Conventions: months are integers yyyymm; amounts numeric(19,4), unit prices and quantities numeric(24,8), rates numeric(24,12); flags are smallint, 0 or 1 (EclipseLink writes boolean literals as numbers);
-- *_key columns hold the normalised form under which a value is unique; a sequence starts with its allocation size (EclipseLink).

create sequence seller_seq start with 1000 increment by 50;
create sequence contact_seq start with 50 increment by 50;
create sequence purchase_order_seq start with 50 increment by 50;
create sequence line_item_seq start with 50 increment by 50;
create sequence invoice_seq start with 50 increment by 50;
create sequence allocation_seq start with 50 increment by 50;
create sequence import_job_seq start with 50 increment by 50;
create sequence import_error_seq start with 50 increment by 50;
create sequence audit_event_seq start with 50 increment by 50;
create sequence user_account_seq start with 50 increment by 50;

create table user_account (
  id              bigint       not null,
  name            varchar(100) not null,
  name_key        varchar(200) not null,
  display_name    varchar(200) not null,
  role            varchar(20)  not null,
  password_hash   varchar(400) not null,
  active          smallint      not null,
  failed_attempts integer      not null,
  locked_until    timestamp with time zone,
  language        varchar(10),
  created_at      timestamp with time zone not null,
  version         bigint       not null,
  constraint pk_user_account primary key (id),
  constraint uq_user_account_name unique (name_key),
  constraint ck_user_account_role check (role in ('VIEWER', 'MANAGER', 'ADMIN', 'AUDITOR'))
);

create table seller (
  id       bigint       not null,
  name     varchar(200) not null,
  active   smallint      not null,
  version  bigint       not null,
  constraint pk_seller primary key (id)
);

-- Every name by which invoices call a seller, the official one included.
create table seller_name (
  seller_id bigint       not null,
  name      varchar(200) not null,
  name_key  varchar(400) not null,
  constraint pk_seller_name primary key (name_key),
  constraint fk_seller_name_seller foreign key (seller_id) references seller (id)
);
create index ix_seller_name_seller on seller_name (seller_id);

create table seller_tax_id (
  seller_id bigint      not null,
  tax_id    varchar(50) not null,
  constraint pk_seller_tax_id primary key (tax_id),
  constraint fk_seller_tax_id_seller foreign key (seller_id) references seller (id)
);
create index ix_seller_tax_id_seller on seller_tax_id (seller_id);

create table seller_line_item_type (
  seller_id      bigint      not null,
  line_item_type varchar(50) not null,
  constraint pk_seller_line_item_type primary key (seller_id, line_item_type),
  constraint fk_seller_line_item_type_seller foreign key (seller_id) references seller (id)
);

create table contact (
  id         bigint       not null,
  name       varchar(200) not null,
  email      varchar(254) not null,
  email_key  varchar(254) not null,
  phone      varchar(50),
  language   varchar(10)  not null,
  active     smallint      not null,
  version    bigint       not null,
  constraint pk_contact primary key (id),
  constraint uq_contact_email unique (email_key)
);

create table purchase_order (
  id                bigint        not null,
  purchase_order_id varchar(100)  not null,
  id_key            varchar(400)  not null,
  description       varchar(1000),
  any_seller        smallint       not null,
  bill_to           varchar(1000),
  ship_to           varchar(1000),
  payment_terms     varchar(200),
  currency          char(3)       not null,
  effective_month   integer       not null,
  expiration_month  integer       not null,
  suspended         smallint       not null,
  amount_basis      varchar(10)   not null,
  committed         numeric(19,4) not null,
  billed            numeric(19,4) not null,
  line_item_count   integer       not null,
  created_at        timestamp with time zone not null,
  created_by        varchar(100)  not null,
  updated_at        timestamp with time zone not null,
  updated_by        varchar(100)  not null,
  deleted_at        timestamp with time zone,
  deleted_by        varchar(100),
  version           bigint        not null,
  constraint pk_purchase_order primary key (id),
  constraint uq_purchase_order_id unique (id_key),
  constraint ck_purchase_order_months check (effective_month <= expiration_month),
  constraint ck_purchase_order_basis check (amount_basis in ('GROSS', 'NET'))
);
create index ix_purchase_order_window on purchase_order (expiration_month, effective_month);
create index ix_purchase_order_updated on purchase_order (updated_at, id);

create table purchase_order_seller (
  purchase_order_pk bigint not null,
  seller_id         bigint not null,
  constraint pk_purchase_order_seller primary key (purchase_order_pk, seller_id),
  constraint fk_purchase_order_seller_order foreign key (purchase_order_pk) references purchase_order (id),
  constraint fk_purchase_order_seller_seller foreign key (seller_id) references seller (id)
);
create index ix_purchase_order_seller_seller on purchase_order_seller (seller_id);

create table purchase_order_tax_registration (
  purchase_order_pk       bigint      not null,
  tax_registration_number varchar(50) not null,
  constraint pk_purchase_order_tax_registration primary key (purchase_order_pk, tax_registration_number),
  constraint fk_purchase_order_tax_registration_order foreign key (purchase_order_pk) references purchase_order (id)
);

create table purchase_order_invoice_unit (
  purchase_order_pk bigint      not null,
  invoice_unit      varchar(50) not null,
  constraint pk_purchase_order_invoice_unit primary key (purchase_order_pk, invoice_unit),
  constraint fk_purchase_order_invoice_unit_order foreign key (purchase_order_pk) references purchase_order (id)
);

create table purchase_order_tag (
  purchase_order_pk bigint       not null,
  tag_key           varchar(128) not null,
  tag_value         varchar(256) not null,
  constraint pk_purchase_order_tag primary key (purchase_order_pk, tag_key),
  constraint fk_purchase_order_tag_order foreign key (purchase_order_pk) references purchase_order (id)
);

create table purchase_order_contact (
  purchase_order_pk bigint  not null,
  contact_id        bigint  not null,
  position          integer not null,
  constraint pk_purchase_order_contact primary key (purchase_order_pk, contact_id),
  constraint fk_purchase_order_contact_order foreign key (purchase_order_pk) references purchase_order (id),
  constraint fk_purchase_order_contact_contact foreign key (contact_id) references contact (id)
);
create index ix_purchase_order_contact_contact on purchase_order_contact (contact_id);

create table line_item (
  id                bigint        not null,
  purchase_order_pk bigint        not null,
  number            varchar(50)   not null,
  number_key        varchar(200)  not null,
  description       varchar(1000),
  type              varchar(50)   not null,
  start_month       integer       not null,
  end_month         integer       not null,
  balance_tracked   smallint       not null,
  unit_price        numeric(24,8),
  quantity          numeric(24,8) not null,
  tax_kind          varchar(10)   not null,
  tax_value         numeric(24,8) not null,
  total             numeric(19,4) not null,
  billed            numeric(19,4) not null,
  overspend_policy  varchar(10)   not null,
  closed            smallint       not null,
  closed_reason     varchar(1000),
  constraint pk_line_item primary key (id),
  constraint uq_line_item_number unique (purchase_order_pk, number_key),
  constraint fk_line_item_order foreign key (purchase_order_pk) references purchase_order (id),
  constraint ck_line_item_months check (start_month <= end_month),
  constraint ck_line_item_policy check (overspend_policy in ('ALLOW', 'HOLD'))
);

create table line_item_charge_account (
  line_item_id bigint      not null,
  account      varchar(50) not null,
  constraint pk_line_item_charge_account primary key (line_item_id, account),
  constraint fk_line_item_charge_account_line foreign key (line_item_id) references line_item (id)
);

create table import_job (
  id          bigint       not null,
  state       varchar(20)  not null,
  format      varchar(50),
  file_name   varchar(300) not null,
  size_bytes  bigint       not null,
  sha256      varchar(64)  not null,
  row_count   bigint       not null,
  created     bigint       not null,
  unchanged   bigint       not null,
  changed     bigint       not null,
  duplicates  bigint       not null,
  exceptions  bigint       not null,
  errors      bigint       not null,
  failure     varchar(100),
  failure_args varchar(1000),
  submitted_by varchar(100) not null,
  submitted_at timestamp with time zone not null,
  started_at  timestamp with time zone,
  finished_at timestamp with time zone,
  version     bigint       not null,
  constraint pk_import_job primary key (id)
);

create table import_error (
  id          bigint        not null,
  job_id      bigint        not null,
  row_number  bigint        not null,
  column_name varchar(100),
  code        varchar(100)  not null,
  arguments   varchar(1000),
  invoice_id  varchar(200),
  constraint pk_import_error primary key (id),
  constraint fk_import_error_job foreign key (job_id) references import_job (id)
);
create index ix_import_error_job on import_error (job_id, row_number);

create table invoice (
  id                       bigint        not null,
  invoice_id               varchar(200)  not null,
  invoice_key              varchar(400)  not null,
  seller_id                bigint,
  seller_name              varchar(200)  not null,
  seller_key               varchar(400)  not null,
  kind                     varchar(20)   not null,
  invoice_class            varchar(50)   not null,
  billed_account           varchar(50),
  invoice_unit             varchar(50),
  tax_registration_number  varchar(50),
  billing_period           integer       not null,
  issue_date               date          not null,
  due_date                 date,
  currency                 char(3)       not null,
  net                      numeric(19,4) not null,
  tax                      numeric(19,4) not null,
  gross                    numeric(19,4) not null,
  payment_currency         char(3),
  payment_net              numeric(19,4),
  payment_gross            numeric(19,4),
  rate_source_currency     char(3),
  rate_target_currency     char(3),
  rate                     numeric(24,12),
  purchase_order_reference varchar(200),
  original_invoice_id      varchar(200),
  original_invoice_key     varchar(400),
  source                   varchar(10)   not null,
  import_job_id            bigint,
  state                    varchar(20)   not null,
  exception_codes          varchar(500),
  state_reason             varchar(1000),
  allocated                numeric(19,4) not null,
  explanation              varchar(1000000),
  fingerprint              varchar(64)   not null,
  created_at               timestamp with time zone not null,
  created_by               varchar(100)  not null,
  updated_at               timestamp with time zone not null,
  version                  bigint        not null,
  constraint pk_invoice primary key (id),
  constraint uq_invoice_seller_number unique (seller_key, invoice_key),
  constraint fk_invoice_seller foreign key (seller_id) references seller (id),
  constraint fk_invoice_import_job foreign key (import_job_id) references import_job (id)
);
create index ix_invoice_issue on invoice (issue_date, id);
create index ix_invoice_state on invoice (state, issue_date, id);
create index ix_invoice_original on invoice (original_invoice_key);
create index ix_invoice_key on invoice (invoice_key);

create table invoice_charge (
  invoice_pk  bigint        not null,
  position    integer       not null,
  account     varchar(50),
  category    varchar(100),
  description varchar(1000),
  amount      numeric(24,8) not null,
  constraint pk_invoice_charge primary key (invoice_pk, position),
  constraint fk_invoice_charge_invoice foreign key (invoice_pk) references invoice (id)
);

-- The ledger: rows are only ever added. A reversal is a row of its own with the amounts negated.
create table allocation (
  id                     bigint        not null,
  invoice_pk             bigint        not null,
  line_item_id           bigint        not null,
  invoice_amount         numeric(19,4) not null,
  purchase_order_amount  numeric(19,4) not null,
  rate                   numeric(24,12) not null,
  rate_source            varchar(20)   not null,
  how                    varchar(20)   not null,
  reverses_id            bigint,
  actor                  varchar(100)  not null,
  allocated_at           timestamp with time zone not null,
  reason                 varchar(1000),
  constraint pk_allocation primary key (id),
  constraint uq_allocation_reverses unique (reverses_id),
  constraint fk_allocation_invoice foreign key (invoice_pk) references invoice (id),
  constraint fk_allocation_line foreign key (line_item_id) references line_item (id),
  constraint fk_allocation_reverses foreign key (reverses_id) references allocation (id)
);
create index ix_allocation_invoice on allocation (invoice_pk);
create index ix_allocation_line on allocation (line_item_id);

create table audit_event (
  id           bigint       not null,
  at           timestamp with time zone not null,
  actor        varchar(100) not null,
  action       varchar(50)  not null,
  object_type  varchar(50)  not null,
  object_id    varchar(100) not null,
  object_name  varchar(200),
  before_state varchar(1000000),
  after_state  varchar(1000000),
  reason       varchar(1000),
  request_id   varchar(64),
  constraint pk_audit_event primary key (id)
);
create index ix_audit_event_object on audit_event (object_type, object_id, id);
