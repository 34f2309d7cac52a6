-- What a person changes about where an invoice stands, and how much of an invoice each allocation settles.

-- The part of the invoice's gross amount that an allocation settles, signed, invoice currency. invoice_amount stays the amount as the
-- purchase order counts it, gross or net. Σ covered_amount of an invoice + what is left of it = its gross amount.
alter table allocation add column covered_amount numeric(19,4);
update allocation set covered_amount = invoice_amount;
-- Until now a standing row has always taken the whole invoice or credit memo, so on purchase orders that pay net it covers all of the gross.
-- Rows that were taken back, and what took them back, sum to nothing either way.
update allocation set covered_amount = (select i.gross from invoice i where i.id = allocation.invoice_pk)
 where reverses_id is null
   and not exists (select 1 from allocation r where r.reverses_id = allocation.id)
   and line_item_id in (select l.id from line_item l join purchase_order p on p.id = l.purchase_order_pk where p.amount_basis = 'NET');
alter table allocation alter column covered_amount set not null;
update invoice set allocated = (select coalesce(sum(a.covered_amount), 0) from allocation a where a.invoice_pk = invoice.id);

-- Corrections by people: rows are only ever added. before_* is how the invoice stood, to go back to.
create sequence correction_seq start with 50 increment by 50;
create table correction (
  id                    bigint        not null,
  invoice_pk            bigint        not null,
  kind                  varchar(20)   not null,
  reason                varchar(1000) not null,
  actor                 varchar(100)  not null,
  corrected_at          timestamp with time zone not null,
  overspend_accepted    smallint      not null,
  fingerprint           varchar(64)   not null,
  before_state          varchar(20)   not null,
  before_codes          varchar(500),
  before_reason         varchar(1000),
  before_unmatched      smallint      not null,
  before_duplicate_of   bigint,
  undoes_id             bigint,
  constraint pk_correction primary key (id),
  constraint uq_correction_undoes unique (undoes_id),
  constraint fk_correction_invoice foreign key (invoice_pk) references invoice (id),
  constraint fk_correction_undoes foreign key (undoes_id) references correction (id),
  constraint ck_correction_kind check (kind in ('REASSIGN', 'SPLIT', 'UNMATCH', 'EXCLUDE', 'DUPLICATE', 'VOID', 'UNDO'))
);
create index ix_correction_invoice on correction (invoice_pk, id);

-- The person's decision under which an allocation stands; null if a rule made it. On a reversal: the decision that took the row back.
alter table allocation add column correction_id bigint;
alter table allocation add constraint fk_allocation_correction foreign key (correction_id) references correction (id);

-- A person took the invoice off its line items: rules leave it alone until somebody asks for this one.
alter table invoice add column unmatched_by_person smallint default 0 not null;
alter table invoice add column duplicate_of_id bigint;
alter table invoice add constraint fk_invoice_duplicate_of foreign key (duplicate_of_id) references invoice (id);

-- An invoice and the credit memos for it take the same of these rows before they look for each other, so that two that arrive in the same
-- instant cannot miss each other. Which one is told by the invoice ID alone; a few hundred rows keep strangers from waiting for each other.
create table credit_lock (
  id integer not null,
  constraint pk_credit_lock primary key (id)
);
insert into credit_lock (id) values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15), (16), (17), (18), (19), (20), (21), (22), (23), (24), (25), (26), (27), (28), (29), (30), (31);
insert into credit_lock (id) values (32), (33), (34), (35), (36), (37), (38), (39), (40), (41), (42), (43), (44), (45), (46), (47), (48), (49), (50), (51), (52), (53), (54), (55), (56), (57), (58), (59), (60), (61), (62), (63);
insert into credit_lock (id) values (64), (65), (66), (67), (68), (69), (70), (71), (72), (73), (74), (75), (76), (77), (78), (79), (80), (81), (82), (83), (84), (85), (86), (87), (88), (89), (90), (91), (92), (93), (94), (95);
insert into credit_lock (id) values (96), (97), (98), (99), (100), (101), (102), (103), (104), (105), (106), (107), (108), (109), (110), (111), (112), (113), (114), (115), (116), (117), (118), (119), (120), (121), (122), (123), (124), (125), (126), (127);
insert into credit_lock (id) values (128), (129), (130), (131), (132), (133), (134), (135), (136), (137), (138), (139), (140), (141), (142), (143), (144), (145), (146), (147), (148), (149), (150), (151), (152), (153), (154), (155), (156), (157), (158), (159);
insert into credit_lock (id) values (160), (161), (162), (163), (164), (165), (166), (167), (168), (169), (170), (171), (172), (173), (174), (175), (176), (177), (178), (179), (180), (181), (182), (183), (184), (185), (186), (187), (188), (189), (190), (191);
insert into credit_lock (id) values (192), (193), (194), (195), (196), (197), (198), (199), (200), (201), (202), (203), (204), (205), (206), (207), (208), (209), (210), (211), (212), (213), (214), (215), (216), (217), (218), (219), (220), (221), (222), (223);
insert into credit_lock (id) values (224), (225), (226), (227), (228), (229), (230), (231), (232), (233), (234), (235), (236), (237), (238), (239), (240), (241), (242), (243), (244), (245), (246), (247), (248), (249), (250), (251), (252), (253), (254), (255);
insert into credit_lock (id) values (256), (257), (258), (259), (260), (261), (262), (263), (264), (265), (266), (267), (268), (269), (270), (271), (272), (273), (274), (275), (276), (277), (278), (279), (280), (281), (282), (283), (284), (285), (286), (287);
insert into credit_lock (id) values (288), (289), (290), (291), (292), (293), (294), (295), (296), (297), (298), (299), (300), (301), (302), (303), (304), (305), (306), (307), (308), (309), (310), (311), (312), (313), (314), (315), (316), (317), (318), (319);
insert into credit_lock (id) values (320), (321), (322), (323), (324), (325), (326), (327), (328), (329), (330), (331), (332), (333), (334), (335), (336), (337), (338), (339), (340), (341), (342), (343), (344), (345), (346), (347), (348), (349), (350), (351);
insert into credit_lock (id) values (352), (353), (354), (355), (356), (357), (358), (359), (360), (361), (362), (363), (364), (365), (366), (367), (368), (369), (370), (371), (372), (373), (374), (375), (376), (377), (378), (379), (380), (381), (382), (383);
insert into credit_lock (id) values (384), (385), (386), (387), (388), (389), (390), (391), (392), (393), (394), (395), (396), (397), (398), (399), (400), (401), (402), (403), (404), (405), (406), (407), (408), (409), (410), (411), (412), (413), (414), (415);
insert into credit_lock (id) values (416), (417), (418), (419), (420), (421), (422), (423), (424), (425), (426), (427), (428), (429), (430), (431), (432), (433), (434), (435), (436), (437), (438), (439), (440), (441), (442), (443), (444), (445), (446), (447);
insert into credit_lock (id) values (448), (449), (450), (451), (452), (453), (454), (455), (456), (457), (458), (459), (460), (461), (462), (463), (464), (465), (466), (467), (468), (469), (470), (471), (472), (473), (474), (475), (476), (477), (478), (479);
insert into credit_lock (id) values (480), (481), (482), (483), (484), (485), (486), (487), (488), (489), (490), (491), (492), (493), (494), (495), (496), (497), (498), (499), (500), (501), (502), (503), (504), (505), (506), (507), (508), (509), (510), (511);
