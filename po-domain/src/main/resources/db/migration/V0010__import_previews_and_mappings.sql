-- What importing a file would do, and how senders' columns are read.

create table import_preview (
  job_id  bigint not null,
  content varchar(1000000) not null,
  constraint pk_import_preview primary key (job_id),
  constraint fk_import_preview_job foreign key (job_id) references import_job (id)
);

create sequence import_mapping_seq start with 50 increment by 50;

create table import_mapping (
  id          bigint         not null,
  name        varchar(100)   not null,
  name_key    varchar(200)   not null,
  -- SHA-256 of the header's names, by which the sender's next file is known again.
  fingerprint varchar(64)    not null,
  header      varchar(30000) not null,
  mapping     varchar(30000) not null,
  changed_at  timestamp with time zone not null,
  changed_by  varchar(100)   not null,
  version     bigint         not null,
  constraint pk_import_mapping primary key (id),
  constraint uq_import_mapping_name unique (name_key),
  constraint uq_import_mapping_fingerprint unique (fingerprint)
);

-- The mapping as it was when the job was read with it: a job that is resumed reads its file in the same way.
alter table import_job add column mapping varchar(30000);
alter table import_job add column mapping_name varchar(100);
