-- The files of imports, what became of each of their rows, and how far a job is.

create sequence import_file_seq start with 50 increment by 50;

-- A file as it came in. Its content stands in import_file_part and may have been deleted since.
create table import_file (
  id         bigint      not null,
  size_bytes bigint      not null,
  sha256     varchar(64) not null,
  stored_at  timestamp with time zone not null,
  deleted_at timestamp with time zone,
  constraint pk_import_file primary key (id)
);
create index ix_import_file_sha256 on import_file (sha256);

-- A piece of a file, deflated (RFC 1951).
create table import_file_part (
  file_id     bigint  not null,
  part_number integer not null,
  content     bytea   not null,
  constraint pk_import_file_part primary key (file_id, part_number),
  constraint fk_import_file_part_file foreign key (file_id) references import_file (id)
);

-- A row of a file that was taken in, written with the invoice. Rows that were refused stand in import_error.
create table import_row (
  job_id     bigint      not null,
  -- Place among everything the file says; unlike the row number it is unique in an archive of files.
  ordinal    bigint      not null,
  outcome    varchar(10) not null,
  subject_id bigint      not null,
  constraint pk_import_row primary key (job_id, ordinal),
  constraint fk_import_row_job foreign key (job_id) references import_job (id)
);

alter table import_error add column ordinal bigint;
alter table import_job add column file_id bigint;
alter table import_job add constraint fk_import_job_file foreign key (file_id) references import_file (id);
-- The earlier import of the same file, if there was one.
alter table import_job add column same_as_id bigint;
alter table import_job add constraint fk_import_job_same_as foreign key (same_as_id) references import_job (id);
alter table import_job add column preview smallint default 0 not null;
alter table import_job add column cancel_requested smallint default 0 not null;
-- Who works on it: the node, the number of the attempt, when it last gave a sign of life.
alter table import_job add column node varchar(36);
alter table import_job add column attempt integer default 0 not null;
alter table import_job add column alive_at timestamp with time zone;
-- When this attempt began to take rows in, and how many had been worked off before; null while the file is read.
alter table import_job add column taking_in_since timestamp with time zone;
alter table import_job add column worked_off_before bigint default 0 not null;
create index ix_import_job_sha256 on import_job (sha256);
create index ix_import_job_state on import_job (state);
