-- The peer's tables: what requests R1 to R5 need of the graph, as one would model it for PostgreSQL.
-- Things are numbered in the order of their ids, so that an order by number is the project's order by id.
create table court (nid int, id text, name text);
create table party (nid int, id text, name text);
create table term (nid int, id text, term text, label text);
create table statute (nid int, id text, citation text);
create table legal_case (
  nid int, id text, name text, docket_number text, filed_on text, judge text, country text, class_action text, notes text,
  court_nid int, status_nid int
);
create table case_party (case_nid int, party_nid int, role text, day int);
create table allegation (nid int, case_nid int, act_nid int, data_nid int);
create table claim (nid int, case_nid int, cause_nid int);
create table claim_statute (claim_nid int, statute_nid int);
create table facet (data_nid int, deed_nid int, day int, case_nid int);
create table data_year (term_nid int, year text, cases int);
