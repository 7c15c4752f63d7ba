-- Keys, indexes and functions of the peer, made when its tables are filled.
alter table court add primary key (nid), add unique (id);
alter table party add primary key (nid), add unique (id);
alter table term add primary key (nid), add unique (id);
alter table statute add primary key (nid), add unique (id);
alter table legal_case add primary key (nid), add unique (id),
  add foreign key (court_nid) references court, add foreign key (status_nid) references term;
create index on legal_case (filed_on desc, nid);
create index on legal_case (court_nid, nid);

alter table case_party add primary key (case_nid, party_nid, role),
  add foreign key (case_nid) references legal_case, add foreign key (party_nid) references party;
create index on case_party (party_nid, role, day, case_nid);

alter table allegation add primary key (nid), add foreign key (case_nid) references legal_case,
  add foreign key (act_nid) references term, add foreign key (data_nid) references term;
create index on allegation (case_nid, nid);
create index on allegation (act_nid, nid);
create index on allegation (data_nid, nid);

alter table claim add primary key (nid), add foreign key (case_nid) references legal_case, add foreign key (cause_nid) references term;
create index on claim (case_nid, nid);
create index on claim (cause_nid, nid);

alter table claim_statute add primary key (claim_nid, statute_nid),
  add foreign key (claim_nid) references claim, add foreign key (statute_nid) references statute;
create index on claim_statute (statute_nid, claim_nid);

alter table facet add primary key (data_nid, deed_nid, day, case_nid);
comment on table facet is '@behavior -*';
alter table data_year add primary key (term_nid, year);
comment on table data_year is '@behavior -*';

-- left joins: where only the total is asked, PostgreSQL drops them
create function cases_alleging(act text, data text) returns setof legal_case language sql stable as $$
  select c.* from facet f left join legal_case c on c.nid = f.case_nid
  where f.data_nid = (select t.nid from term t where t.id = 'data/' || cases_alleging.data)
    and f.deed_nid = (select t.nid from term t where t.id = 'act/' || cases_alleging.act)
  order by f.day, f.case_nid
$$;

create function party_suits(party party) returns setof legal_case language sql stable as $$
  select c.* from case_party p left join legal_case c on c.nid = p.case_nid
  where p.party_nid = party.nid and p.role = 'defendant' order by p.day, p.case_nid
$$;

create type case_count as (data text, year text, count int);
create function counts_by_data_and_year() returns setof case_count language sql stable as $$
  select t.term, d.year, d.cases from data_year d join term t on t.nid = d.term_nid order by d.cases desc, t.term, d.year
$$;

vacuum analyze;
