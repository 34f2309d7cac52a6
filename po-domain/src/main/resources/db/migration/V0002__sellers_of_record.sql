-- Sellers of record (bill-from entities) with the names invoices call them by and the line item types each one issues.
-- Configuration data: administrators add more.

insert into seller (id, name, active, version) values (1, 'Amazon Web Services, Inc.', 1, 1);
insert into seller_name (seller_id, name, name_key) values (1, 'Amazon Web Services, Inc.', 'amazon web services, inc.');
insert into seller_name (seller_id, name, name_key) values (1, 'AWS Inc.', 'aws inc.');
insert into seller_name (seller_id, name, name_key) values (1, 'Amazon Web Services Inc', 'amazon web services inc');
insert into seller_name (seller_id, name, name_key) values (1, 'Amazon Web Services, Inc', 'amazon web services, inc');
insert into seller_line_item_type (seller_id, line_item_type) values (1, 'ALL'), (1, 'MONTHLY_USAGE'), (1, 'SUBSCRIPTION'), (1, 'MARKETPLACE_TRANSACTION'), (1, 'MARKETPLACE_BLANKET_USAGE'), (1, 'PROFESSIONAL_SERVICES_AND_TRAINING');

insert into seller (id, name, active, version) values (2, 'Amazon Web Services EMEA SARL', 1, 1);
insert into seller_name (seller_id, name, name_key) values (2, 'Amazon Web Services EMEA SARL', 'amazon web services emea sarl');
insert into seller_name (seller_id, name, name_key) values (2, 'AWS EMEA SARL', 'aws emea sarl');
insert into seller_name (seller_id, name, name_key) values (2, 'Amazon Web Services EMEA S.à r.l.', 'amazon web services emea s.à r.l.');
insert into seller_line_item_type (seller_id, line_item_type) values (2, 'ALL'), (2, 'MONTHLY_USAGE'), (2, 'SUBSCRIPTION'), (2, 'MARKETPLACE_TRANSACTION'), (2, 'MARKETPLACE_BLANKET_USAGE');

insert into seller (id, name, active, version) values (3, 'Amazon Web Services Australia Pty Ltd', 1, 1);
insert into seller_name (seller_id, name, name_key) values (3, 'Amazon Web Services Australia Pty Ltd', 'amazon web services australia pty ltd');
insert into seller_name (seller_id, name, name_key) values (3, 'AWS Australia Pty Ltd', 'aws australia pty ltd');
insert into seller_line_item_type (seller_id, line_item_type) values (3, 'ALL'), (3, 'MONTHLY_USAGE'), (3, 'SUBSCRIPTION'), (3, 'MARKETPLACE_TRANSACTION'), (3, 'MARKETPLACE_BLANKET_USAGE');

insert into seller (id, name, active, version) values (4, 'Amazon AWS Serviços Brasil Ltda.', 1, 1);
insert into seller_name (seller_id, name, name_key) values (4, 'Amazon AWS Serviços Brasil Ltda.', 'amazon aws serviços brasil ltda.');
insert into seller_name (seller_id, name, name_key) values (4, 'AWS Brasil', 'aws brasil');
insert into seller_name (seller_id, name, name_key) values (4, 'Amazon AWS Servicos Brasil Ltda.', 'amazon aws servicos brasil ltda.');
insert into seller_line_item_type (seller_id, line_item_type) values (4, 'ALL'), (4, 'MONTHLY_USAGE'), (4, 'SUBSCRIPTION');

insert into seller (id, name, active, version) values (5, 'Amazon Web Services Canada, Inc.', 1, 1);
insert into seller_name (seller_id, name, name_key) values (5, 'Amazon Web Services Canada, Inc.', 'amazon web services canada, inc.');
insert into seller_name (seller_id, name, name_key) values (5, 'AWS Canada', 'aws canada');
insert into seller_line_item_type (seller_id, line_item_type) values (5, 'ALL'), (5, 'MONTHLY_USAGE'), (5, 'SUBSCRIPTION');

insert into seller (id, name, active, version) values (6, 'Amazon Web Services India Private Limited', 1, 1);
insert into seller_name (seller_id, name, name_key) values (6, 'Amazon Web Services India Private Limited', 'amazon web services india private limited');
insert into seller_name (seller_id, name, name_key) values (6, 'AWS India', 'aws india');
insert into seller_name (seller_id, name, name_key) values (6, 'Amazon Internet Services Private Limited', 'amazon internet services private limited');
insert into seller_line_item_type (seller_id, line_item_type) values (6, 'ALL'), (6, 'MONTHLY_USAGE'), (6, 'SUBSCRIPTION'), (6, 'MARKETPLACE_BLANKET_USAGE');

insert into seller (id, name, active, version) values (7, 'PT Amazon Web Services Indonesia', 1, 1);
insert into seller_name (seller_id, name, name_key) values (7, 'PT Amazon Web Services Indonesia', 'pt amazon web services indonesia');
insert into seller_name (seller_id, name, name_key) values (7, 'AWS Indonesia', 'aws indonesia');
insert into seller_line_item_type (seller_id, line_item_type) values (7, 'ALL'), (7, 'MONTHLY_USAGE'), (7, 'SUBSCRIPTION');

insert into seller (id, name, active, version) values (8, 'Amazon Web Services Japan G.K.', 1, 1);
insert into seller_name (seller_id, name, name_key) values (8, 'Amazon Web Services Japan G.K.', 'amazon web services japan g.k.');
insert into seller_name (seller_id, name, name_key) values (8, 'AWS Japan', 'aws japan');
insert into seller_name (seller_id, name, name_key) values (8, 'Amazon Web Services Japan GK', 'amazon web services japan gk');
insert into seller_line_item_type (seller_id, line_item_type) values (8, 'ALL'), (8, 'MONTHLY_USAGE'), (8, 'SUBSCRIPTION'), (8, 'MARKETPLACE_TRANSACTION');

insert into seller (id, name, active, version) values (9, 'Amazon Web Services Malaysia Sdn. Bhd.', 1, 1);
insert into seller_name (seller_id, name, name_key) values (9, 'Amazon Web Services Malaysia Sdn. Bhd.', 'amazon web services malaysia sdn. bhd.');
insert into seller_name (seller_id, name, name_key) values (9, 'AWS Malaysia', 'aws malaysia');
insert into seller_line_item_type (seller_id, line_item_type) values (9, 'ALL'), (9, 'MONTHLY_USAGE'), (9, 'SUBSCRIPTION');

insert into seller (id, name, active, version) values (10, 'Amazon Web Services New Zealand Limited', 1, 1);
insert into seller_name (seller_id, name, name_key) values (10, 'Amazon Web Services New Zealand Limited', 'amazon web services new zealand limited');
insert into seller_name (seller_id, name, name_key) values (10, 'AWS New Zealand', 'aws new zealand');
insert into seller_line_item_type (seller_id, line_item_type) values (10, 'ALL'), (10, 'MONTHLY_USAGE'), (10, 'SUBSCRIPTION'), (10, 'MARKETPLACE_BLANKET_USAGE');

insert into seller (id, name, active, version) values (11, 'Amazon Web Services Singapore Private Limited', 1, 1);
insert into seller_name (seller_id, name, name_key) values (11, 'Amazon Web Services Singapore Private Limited', 'amazon web services singapore private limited');
insert into seller_name (seller_id, name, name_key) values (11, 'AWS Singapore', 'aws singapore');
insert into seller_line_item_type (seller_id, line_item_type) values (11, 'ALL'), (11, 'MONTHLY_USAGE'), (11, 'SUBSCRIPTION');

insert into seller (id, name, active, version) values (12, 'Amazon Web Services South Africa Proprietary Limited', 1, 1);
insert into seller_name (seller_id, name, name_key) values (12, 'Amazon Web Services South Africa Proprietary Limited', 'amazon web services south africa proprietary limited');
insert into seller_name (seller_id, name, name_key) values (12, 'AWS South Africa', 'aws south africa');
insert into seller_line_item_type (seller_id, line_item_type) values (12, 'ALL'), (12, 'MONTHLY_USAGE'), (12, 'SUBSCRIPTION');

insert into seller (id, name, active, version) values (13, 'Amazon Web Services Korea LLC', 1, 1);
insert into seller_name (seller_id, name, name_key) values (13, 'Amazon Web Services Korea LLC', 'amazon web services korea llc');
insert into seller_name (seller_id, name, name_key) values (13, 'AWS Korea', 'aws korea');
insert into seller_line_item_type (seller_id, line_item_type) values (13, 'ALL'), (13, 'MONTHLY_USAGE'), (13, 'SUBSCRIPTION'), (13, 'MARKETPLACE_TRANSACTION');

insert into seller (id, name, active, version) values (14, 'AMCS Korea LLC', 1, 1);
insert into seller_name (seller_id, name, name_key) values (14, 'AMCS Korea LLC', 'amcs korea llc');
insert into seller_line_item_type (seller_id, line_item_type) values (14, 'ALL'), (14, 'MONTHLY_USAGE'), (14, 'SUBSCRIPTION');

insert into seller (id, name, active, version) values (15, 'Amazon Web Services Turkey Pazarlama, Teknoloji ve Danışmanlık Hizmetleri Limited Şirketi', 1, 1);
insert into seller_name (seller_id, name, name_key) values (15, 'Amazon Web Services Turkey Pazarlama, Teknoloji ve Danışmanlık Hizmetleri Limited Şirketi', 'amazon web services turkey pazarlama, teknoloji ve danişmanlik hizmetleri limited şirketi');
insert into seller_name (seller_id, name, name_key) values (15, 'AWS Turkey', 'aws turkey');
insert into seller_line_item_type (seller_id, line_item_type) values (15, 'ALL'), (15, 'MONTHLY_USAGE'), (15, 'SUBSCRIPTION');

insert into seller (id, name, active, version) values (16, 'Ningxia Western Cloud Data Technology Co., Ltd.', 1, 1);
insert into seller_name (seller_id, name, name_key) values (16, 'Ningxia Western Cloud Data Technology Co., Ltd.', 'ningxia western cloud data technology co., ltd.');
insert into seller_name (seller_id, name, name_key) values (16, 'NWCD', 'nwcd');
insert into seller_line_item_type (seller_id, line_item_type) values (16, 'ALL'), (16, 'MONTHLY_USAGE'), (16, 'SUBSCRIPTION');

insert into seller (id, name, active, version) values (17, 'Beijing Sinnet Technology Co., Ltd.', 1, 1);
insert into seller_name (seller_id, name, name_key) values (17, 'Beijing Sinnet Technology Co., Ltd.', 'beijing sinnet technology co., ltd.');
insert into seller_name (seller_id, name, name_key) values (17, 'Sinnet', 'sinnet');
insert into seller_line_item_type (seller_id, line_item_type) values (17, 'ALL'), (17, 'MONTHLY_USAGE'), (17, 'SUBSCRIPTION');

