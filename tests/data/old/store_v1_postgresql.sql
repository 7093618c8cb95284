


SELECT pg_catalog.set_config('search_path', '', false);




CREATE TABLE public.articles (
    no bigint NOT NULL,
    content_id character varying(32) NOT NULL COLLATE pg_catalog."C",
    article_id text NOT NULL COLLATE pg_catalog."C",
    lang character varying(8) COLLATE pg_catalog."C",
    lang_given character varying(8) COLLATE pg_catalog."C",
    published character varying(10) NOT NULL COLLATE pg_catalog."C",
    updated character varying(10) COLLATE pg_catalog."C",
    date_is_weak smallint NOT NULL,
    title text NOT NULL COLLATE pg_catalog."C",
    text text COLLATE pg_catalog."C",
    outlet text COLLATE pg_catalog."C",
    url text COLLATE pg_catalog."C",
    first_seen character varying(20) NOT NULL COLLATE pg_catalog."C"
);



CREATE SEQUENCE public.articles_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.articles_no_seq OWNED BY public.articles.no;



CREATE TABLE public.claim_events (
    no bigint NOT NULL,
    claim_id character varying(32) NOT NULL COLLATE pg_catalog."C",
    kind character varying(10) NOT NULL COLLATE pg_catalog."C",
    at character varying(20) NOT NULL COLLATE pg_catalog."C",
    extractor_version text NOT NULL COLLATE pg_catalog."C"
);



CREATE SEQUENCE public.claim_events_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.claim_events_no_seq OWNED BY public.claim_events.no;



CREATE TABLE public.claim_state (
    claim_id character varying(32) NOT NULL COLLATE pg_catalog."C",
    review character varying(10) NOT NULL COLLATE pg_catalog."C",
    reviewed_on character varying(10) COLLATE pg_catalog."C",
    is_current smallint NOT NULL,
    superseded_on character varying(10) COLLATE pg_catalog."C",
    superseded_by character varying(32) COLLATE pg_catalog."C"
);



CREATE TABLE public.claims (
    claim_id character varying(32) NOT NULL COLLATE pg_catalog."C",
    article_no bigint NOT NULL,
    origin character varying(10) NOT NULL COLLATE pg_catalog."C",
    supersedes character varying(32) COLLATE pg_catalog."C",
    pair text NOT NULL COLLATE pg_catalog."C",
    indicator text NOT NULL COLLATE pg_catalog."C",
    measure character varying(16) NOT NULL COLLATE pg_catalog."C",
    reporter character varying(16) NOT NULL COLLATE pg_catalog."C",
    partner character varying(16) NOT NULL COLLATE pg_catalog."C",
    product text COLLATE pg_catalog."C",
    period character varying(32) COLLATE pg_catalog."C",
    value text NOT NULL COLLATE pg_catalog."C",
    value_max text COLLATE pg_catalog."C",
    value_lo text COLLATE pg_catalog."C",
    value_hi text COLLATE pg_catalog."C",
    unit character varying(16) NOT NULL COLLATE pg_catalog."C",
    bound character varying(8) NOT NULL COLLATE pg_catalog."C",
    status character varying(10) NOT NULL COLLATE pg_catalog."C",
    speaker text COLLATE pg_catalog."C",
    quote text NOT NULL COLLATE pg_catalog."C",
    field character varying(8) NOT NULL COLLATE pg_catalog."C",
    start integer NOT NULL,
    "end" integer NOT NULL,
    claim_key character varying(32) NOT NULL COLLATE pg_catalog."C",
    confidence double precision NOT NULL,
    rules text NOT NULL COLLATE pg_catalog."C",
    evidence text NOT NULL COLLATE pg_catalog."C",
    extractor_version text NOT NULL COLLATE pg_catalog."C",
    first_seen character varying(20) NOT NULL COLLATE pg_catalog."C"
);



CREATE TABLE public.coverage (
    pair text NOT NULL COLLATE pg_catalog."C",
    indicator text NOT NULL COLLATE pg_catalog."C",
    claims integer NOT NULL
);



CREATE TABLE public.extractions (
    article_no bigint NOT NULL,
    extractor_version text NOT NULL COLLATE pg_catalog."C",
    at character varying(20) NOT NULL COLLATE pg_catalog."C",
    claims integer NOT NULL,
    rejected integer NOT NULL
);



CREATE TABLE public.reference_series (
    no bigint NOT NULL,
    reporter character varying(16) NOT NULL COLLATE pg_catalog."C",
    partner character varying(16) NOT NULL COLLATE pg_catalog."C",
    flow character varying(8) NOT NULL COLLATE pg_catalog."C",
    valuation character varying(8) NOT NULL COLLATE pg_catalog."C",
    period character varying(32) NOT NULL COLLATE pg_catalog."C",
    value text NOT NULL COLLATE pg_catalog."C",
    unit character varying(16) NOT NULL COLLATE pg_catalog."C",
    source text NOT NULL COLLATE pg_catalog."C",
    vintage text NOT NULL COLLATE pg_catalog."C",
    file_sha256 character varying(64) NOT NULL COLLATE pg_catalog."C",
    loaded_at character varying(20) NOT NULL COLLATE pg_catalog."C"
);



CREATE SEQUENCE public.reference_series_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.reference_series_no_seq OWNED BY public.reference_series.no;



CREATE TABLE public.reviews (
    no bigint NOT NULL,
    review_id character varying(32) NOT NULL COLLATE pg_catalog."C",
    claim_id character varying(32) NOT NULL COLLATE pg_catalog."C",
    verdict character varying(8) NOT NULL COLLATE pg_catalog."C",
    replacement_id character varying(32) COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    reviewer text NOT NULL COLLATE pg_catalog."C",
    at character varying(20) NOT NULL COLLATE pg_catalog."C",
    expect text COLLATE pg_catalog."C",
    changes text COLLATE pg_catalog."C"
);



CREATE SEQUENCE public.reviews_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.reviews_no_seq OWNED BY public.reviews.no;



CREATE TABLE public.runs (
    no bigint NOT NULL,
    kind character varying(16) NOT NULL COLLATE pg_catalog."C",
    started character varying(20) NOT NULL COLLATE pg_catalog."C",
    finished character varying(20) COLLATE pg_catalog."C",
    extractor_version text NOT NULL COLLATE pg_catalog."C",
    summary text NOT NULL COLLATE pg_catalog."C"
);



CREATE SEQUENCE public.runs_no_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;



ALTER SEQUENCE public.runs_no_seq OWNED BY public.runs.no;



CREATE TABLE public.schema_version (
    version integer NOT NULL
);



CREATE TABLE public.shingles (
    band bigint NOT NULL,
    article_no bigint NOT NULL
);



CREATE TABLE public.stories (
    article_no bigint NOT NULL,
    story_no bigint NOT NULL,
    similarity double precision NOT NULL
);



ALTER TABLE ONLY public.articles ALTER COLUMN no SET DEFAULT nextval('public.articles_no_seq'::regclass);



ALTER TABLE ONLY public.claim_events ALTER COLUMN no SET DEFAULT nextval('public.claim_events_no_seq'::regclass);



ALTER TABLE ONLY public.reference_series ALTER COLUMN no SET DEFAULT nextval('public.reference_series_no_seq'::regclass);



ALTER TABLE ONLY public.reviews ALTER COLUMN no SET DEFAULT nextval('public.reviews_no_seq'::regclass);



ALTER TABLE ONLY public.runs ALTER COLUMN no SET DEFAULT nextval('public.runs_no_seq'::regclass);



INSERT INTO public.articles VALUES (1, '3340970b8d0c6ad53c21efde0bd870b7', 'kgz-rus-20230507-1', 'en', 'en', '2023-05-07', NULL, 0, 'Japarov tells Volodin trade with Russia topped $3 billion', 'Kyrgyz President Sadyr Japarov met State Duma Speaker Vyacheslav Volodin in Moscow on Sunday, May 7. Kyrgyzstan''s trade with Russia exceeded $3 billion at the end of 2022, the president said, describing it as a record. He considers it realistic to bring both trade and investment cooperation to higher levels.', 'Alathar News', 'https://alatharnews.com/zhaparov-noted-the-importance-for-kyrgyzstan-of-building-up-trade-and-economic-ties-with-the-russian-federation/', '2026-01-02T03:04:05Z');
INSERT INTO public.articles VALUES (2, '52f3a5de1b863442a3f8d19e6b805f85', 'kgz-rus-20220915-2', 'en', 'en', '2022-09-15', NULL, 0, 'Putin: Trade with Kyrgyzstan rose 46.6% last year and is still climbing', 'Russian President Vladimir Putin told his Kyrgyz counterpart Sadyr Japarov on the sidelines of the SCO summit that trade between the two countries expanded by 46.6% last year. In the first five months of this year it added another 30%, he said. Putin noted that Russia provided Kyrgyzstan with $20 million in financial aid last year. A further $1.5 million was set aside this year to rebuild social facilities.', 'Sputnik Arabic', 'https://sarabic.ae/amp/20220915/%D8%A8%D9%88%D8%AA%D9%8A%D9%86-%D9%84%D8%A7-%D8%AA%D8%B2%D8%A7%D9%84-%D8%B1%D9%88%D8%B3%D9%8A%D8%A7-%D8%A7%D9%84%D8%B4%D8%B1%D9%8A%D9%83-%D8%A7%D9%84%D8%AA%D8%AC%D8%A7%D8%B1%D9%8A-%D9%88%D8%A7%D9%84%D8%A7%D9%82%D8%AA%D8%B5%D8%A7%D8%AF%D9%8A-%D8%A7%D9%84%D8%B1%D8%A7%D8%A6%D8%AF-%D9%84%D9%82%D8%B1%D8%BA%D9%8A%D8%B2%D8%B3%D8%AA%D8%A7%D9%86-1067766702.html', '2026-01-02T03:04:05Z');
INSERT INTO public.articles VALUES (3, '5ddce0ce28f9b58dc46966299ccc6e0b', 'kgz-rus-20120920-1', 'ru', 'ru', '2012-09-20', NULL, 0, 'Путин: Россия держит первое место во внешней торговле Кыргызстана', 'Президент России Владимир Путин, прибывший 20 сентября с официальным визитом в Кыргызстан, назвал страну главным торговым партнером республики. По его словам, на Россию приходится 22,5% общего товарооборота Кыргызстана. Взаимная торговля в этом году выросла на 45%, добавил глава государства на расширенных переговорах делегаций. Он выразил уверенность, что подписываемые документы придадут связям новый импульс.', 'K-News', 'https://knews.kg/2012/09/20/vladimir-putin-rossiya-glavnyiy-torgovo-ekonomicheskiy-partner-kyirgyizstana', '2026-01-02T03:04:05Z');
INSERT INTO public.articles VALUES (4, '72c260cda7da83e4e0a889e06dd1274b', 'kgz-rus-20190405-1', 'en', 'en', '2019-04-05', NULL, 0, 'Kyrgyz PM sets $2 bln goal for annual trade with Russia', 'Kyrgyzstan wants to lift its yearly trade with Russia to $2 bln, Prime Minister Mukhammedkalyi Abylgaziev told a cabinet session in Bishkek on Friday. Trade with Russia came to $1.6 bln in 2018, a gain of $56 mln, he said, while Russian direct investment amounted to $123 mln, up 25 percent. More than 700 joint ventures now operate in the country. The head of government singled out Gazprom, which has put about 16 bln rubles ($245 mln) into the gas network.', 'TASS', 'https://tass.com/economy/1052245', '2026-01-02T03:04:05Z');
INSERT INTO public.articles VALUES (5, '7a1a45037d56dfd5763d3f292549071b', 'kgz-rus-20190205-1', 'ru', 'ru', '2019-02-05', NULL, 0, 'Взаимная торговля России и Киргизии выросла на треть за год', 'На фоне визита министра иностранных дел РФ Сергея Лаврова в Бишкек Евразийский банк развития привел данные о торговле двух стран. В 2017 году ее объем составил $1,6 млрд, прибавив 31% к 2016 году. За январь — ноябрь прошлого года показатель достиг уже $1,74 млрд. Очередное заседание межправительственной комиссии назначено на 1 марта в Бишкеке.', 'ЕАБР', 'https://eabr.org/press/releases/sotrudnichestvo-s-kirgiziey/', '2026-01-02T03:04:05Z');
INSERT INTO public.articles VALUES (6, '9ed4f142ca530f3b638c4721bbea63b8', 'kgz-rus-20180618-1', 'ru', 'ru', '2018-06-18', NULL, 0, 'Переводы мигрантов в Киргизию из России продолжают расти', 'По данным Центрального банка РФ, в январе — марте текущего года из России в Киргизию было переведено $434 млн, тогда как за тот же квартал 2017 года — $397,5 млн. За весь прошлый год киргизские трудовые мигранты отправили из РФ на родину $2,21 млрд. Национальный банк республики сообщил, что всего из-за рубежа с января по апрель поступило более $700 млн, что на $84,5 млн больше, чем годом ранее. Около 95% этих средств приходится на работающих в России.', 'Вести.uz', 'https://uz.vesti.news/trudovye-migranty-nachala-goda-pereveli-kirgiziu-bolee-18061816094588.htm', '2026-01-02T03:04:05Z');
INSERT INTO public.articles VALUES (7, 'a5459af13bdbdd480b5d04e13df29a40', 'kgz-rus-20220915-1', 'tr', 'tr', '2022-09-15', NULL, 0, 'Caparov: Rusya ile ticaret yılın ilk yarısında ikiye katlandı', 'Kırgızistan Cumhurbaşkanı Sadır Caparov, Semerkant''taki Şanghay İşbirliği Örgütü Zirvesi sırasında Rusya Devlet Başkanı Vladimir Putin ile bir araya geldi. Caparov, bu yılın ilk yarısında Rusya ile Kırgızistan arasındaki ticaret hacminin geçen yıla göre iki katına çıktığını belirtti. Kırgız-Rus Kalkınma Fonu''nun bugüne kadar toplam 440 milyon dolarlık 3 bin 200 projeye onay verdiğini aktardı. Putin de geçen yıl Kırgızistan''a 20 milyon dolar mali yardım sağladıklarını, bu yıl sınırdaki olaylardan zarar gören sosyal altyapı için bir buçuk milyon dolar daha ayrıldığını bildirdi.', 'Halk TV', 'https://halktv.com.tr/service/amp/dunya/putin-caparov-ile-gorustu-rusya-ana-stratejik-muttefikimizdir-693028h', '2026-01-02T03:04:05Z');
INSERT INTO public.articles VALUES (8, 'd3d29b301c62311dd56a34a9984a3107', 'kgz-rus-20221220-1', 'en', 'en', '2022-12-20', NULL, 0, 'Kyrgyz speaker reports 36.8% rise in trade with Russia', 'Trade between Kyrgyzstan and Russia reached $2.23 bln in nine months of this year, 36.8% more than in the same period of last year, Kyrgyz parliament speaker Nurlanbek Shakiev said on Tuesday. He was receiving Russian Ambassador Nikolay Udovichenko in Bishkek. The speaker called Russia the republic''s main trade partner and said Bishkek wants closer ties within the EAEU, the SCO and the CIS.', 'TASS', 'https://tass.com/economy/1553163', '2026-01-02T03:04:05Z');



INSERT INTO public.claim_events VALUES (1, '2ca0a73e6a76e1a216aef5e4c1d7de10', 'withdrawn', '2026-03-01T00:00:00Z', '0.1.0+older');



INSERT INTO public.claim_state VALUES ('0dd0901e458dd5ab71625b82bbe4c100', 'accepted', '2026-02-01', 1, NULL, NULL);
INSERT INTO public.claim_state VALUES ('2a78f86db39c45d311bd1f510210a5b5', 'rejected', '2026-02-01', 0, '2026-02-01', NULL);
INSERT INTO public.claim_state VALUES ('2ca0a73e6a76e1a216aef5e4c1d7de10', 'withdrawn', NULL, 0, '2026-03-01', NULL);



INSERT INTO public.claims VALUES ('edb7b6aeea8cc0084943d7bbea3d9707', 3, 'extractor', NULL, 'KGZ-RUS', 'trade_turnover', 'change_pct', 'KGZ', 'RUS', NULL, '2012', '45', NULL, '44.5', '45.5', 'percent', 'exact', 'actual', 'Путин', '45%', 'text', 261, 264, '3955f8d80bd5bc100fe5c74bb274c0b2', 0.5, 'percent.any.sign_after link.any.left measure.any.change_cue party.any.article_pair period.any.own_flow speaker.any.pronoun', '[{"name":"indicator","rule":"link.any.left","field":"text","start":220,"end":237},{"name":"measure","rule":"measure.any.change_cue","field":"text","start":250,"end":257},{"name":"parties","rule":"party.any.article_pair","field":null,"start":null,"end":null},{"name":"period","rule":"period.any.own_flow","field":"text","start":240,"end":249},{"name":"speaker","rule":"speaker.any.pronoun","field":null,"start":null,"end":null}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('aafccde14a6f59cbae8ed5f99ce6d3a2', 6, 'extractor', NULL, 'KGZ-RUS', 'exports', 'level', 'RUS', 'KGZ', NULL, '2017', '2210000000', NULL, '2205000000', '2215000000', 'USD', 'exact', 'actual', 'Центрального', '$2,21 млрд', 'text', 238, 248, '497b1e96727b2fd8c3c07e541dc5a9ac', 0.5, 'money.any.sign_before link.any.left measure.any.level party.any.own period.any.own_flow speaker.any.paragraph', '[{"name":"indicator","rule":"link.any.left","field":"text","start":212,"end":221},{"name":"measure","rule":"measure.any.level","field":null,"start":null,"end":null},{"name":"parties","rule":"party.any.own","field":"text","start":183,"end":193},{"name":"period","rule":"period.any.own_flow","field":"text","start":166,"end":182},{"name":"speaker","rule":"speaker.any.paragraph","field":"text","start":10,"end":22}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('7cec7b9691cbd57427d6cde483d6ada5', 6, 'extractor', NULL, 'RUS-WLD', 'exports', 'level', 'RUS', 'WLD', NULL, '2017', '700000000', NULL, '700000000', NULL, 'USD', 'above', 'actual', 'Национальный', '$700 млн', 'text', 346, 354, '0ecedd8790230731f71bac08d5084dde', 0.5, 'money.any.sign_before link.any.carried measure.any.level party.any.new_partner period.any.own_flow speaker.any.sentence', '[{"name":"indicator","rule":"link.any.carried","field":"text","start":212,"end":221},{"name":"measure","rule":"measure.any.level","field":null,"start":null,"end":null},{"name":"parties","rule":"party.any.new_partner","field":"text","start":298,"end":310},{"name":"period","rule":"period.any.own_flow","field":"text","start":313,"end":329},{"name":"speaker","rule":"speaker.any.sentence","field":"text","start":250,"end":262}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('fe6a964b4765c6792a6ac1b85be08851', 6, 'extractor', NULL, 'RUS-WLD', 'exports', 'change_abs', 'RUS', 'WLD', NULL, '2017', '84500000', NULL, '84450000', '84550000', 'USD', 'exact', 'actual', 'Национальный', '$84,5 млн', 'text', 363, 372, '855e134f421beb2ac59d2276b2b85b2c', 0.5, 'money.any.sign_before link.any.chain measure.any.change_amount party.any.frame period.any.goes_on speaker.any.sentence', '[{"name":"indicator","rule":"link.any.chain","field":"text","start":212,"end":221},{"name":"measure","rule":"measure.any.change_amount","field":"text","start":373,"end":379},{"name":"parties","rule":"party.any.frame","field":null,"start":null,"end":null},{"name":"period","rule":"period.any.goes_on","field":null,"start":null,"end":null},{"name":"speaker","rule":"speaker.any.sentence","field":"text","start":250,"end":262}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('eaf87eeeeac6e849381a1adeddf70595', 6, 'extractor', NULL, 'KGZ-RUS', 'export_share', 'level', 'KGZ', 'RUS', NULL, NULL, '95', NULL, '90.25', '99.75', 'percent', 'approx', 'actual', 'Национальный', '95%', 'text', 404, 407, '6ad3f1e9d1bedd186625213df6f3776c', 0.5, 'percent.any.sign_after link.any.carried measure.any.share party.any.half speaker.any.paragraph', '[{"name":"indicator","rule":"link.any.carried","field":"text","start":212,"end":221},{"name":"measure","rule":"measure.any.share","field":"text","start":421,"end":431},{"name":"parties","rule":"party.any.half","field":"text","start":448,"end":454},{"name":"speaker","rule":"speaker.any.paragraph","field":"text","start":250,"end":262}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('875a9906cc7b69c24351729e75968b66', 5, 'extractor', NULL, 'KGZ-RUS', 'trade_turnover', 'change_pct', 'KGZ', 'RUS', NULL, '2017', '33.3', NULL, '33.25', '33.35', 'percent', 'exact', 'actual', NULL, 'треть', 'title', 47, 52, '643eeda1d82ae10ee67f7aa30a11092d', 0.5, 'percent.any.fraction link.any.left measure.any.change_cue party.any.own period.any.body', '[{"name":"indicator","rule":"link.any.left","field":"title","start":0,"end":17},{"name":"measure","rule":"measure.any.change_cue","field":"title","start":36,"end":43},{"name":"parties","rule":"party.any.own","field":"title","start":18,"end":24},{"name":"period","rule":"period.any.body","field":null,"start":null,"end":null}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('d734eba50fbd3743e5c7fc13a59a8c84', 5, 'extractor', NULL, 'KGZ-RUS', 'trade_turnover', 'level', 'KGZ', 'RUS', NULL, '2017', '1600000000', NULL, '1550000000', '1650000000', 'USD', 'exact', 'actual', 'Бишкек Евразийский', '$1,6 млрд', 'text', 160, 169, '05828eff8f1f01db93693ccc27329dc2', 0.5, 'money.any.sign_before link.any.carried measure.any.level party.any.frame period.any.own_flow speaker.any.paragraph', '[{"name":"indicator","rule":"link.any.carried","field":"text","start":0,"end":17},{"name":"measure","rule":"measure.any.level","field":null,"start":null,"end":null},{"name":"parties","rule":"party.any.frame","field":null,"start":null,"end":null},{"name":"period","rule":"period.any.own_flow","field":"text","start":132,"end":141},{"name":"speaker","rule":"speaker.any.paragraph","field":"text","start":60,"end":78}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('8bd57d1899367d21fc56cff769ea356c', 5, 'extractor', NULL, 'KGZ-RUS', 'trade_turnover', 'change_pct', 'KGZ', 'RUS', NULL, '2017', '31', NULL, '30.5', '31.5', 'percent', 'exact', 'actual', 'Бишкек Евразийский', '31%', 'text', 180, 183, '643eeda1d82ae10ee67f7aa30a11092d', 0.5, 'percent.any.sign_after link.any.chain measure.any.change_cue party.any.frame period.any.goes_on speaker.any.paragraph', '[{"name":"indicator","rule":"link.any.chain","field":"text","start":0,"end":17},{"name":"measure","rule":"measure.any.change_cue","field":"text","start":171,"end":179},{"name":"parties","rule":"party.any.frame","field":null,"start":null,"end":null},{"name":"period","rule":"period.any.goes_on","field":null,"start":null,"end":null},{"name":"speaker","rule":"speaker.any.paragraph","field":"text","start":60,"end":78}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('70bac41876295761bc5b064bacb4eb31', 5, 'extractor', NULL, 'KGZ-RUS', 'trade_turnover', 'level', 'KGZ', 'RUS', NULL, '2018-01/2018-11', '1740000000', NULL, '1735000000', '1745000000', 'USD', 'exact', 'actual', 'Бишкек Евразийский', '$1,74 млрд', 'text', 252, 262, '8cad06f6d77d22524a126f0fbd5c182a', 0.5, 'money.any.sign_before link.any.carried measure.any.level party.any.frame period.any.own_flow speaker.any.paragraph', '[{"name":"indicator","rule":"link.any.carried","field":"text","start":0,"end":17},{"name":"measure","rule":"measure.any.level","field":null,"start":null,"end":null},{"name":"parties","rule":"party.any.frame","field":null,"start":null,"end":null},{"name":"period","rule":"period.any.own_flow","field":"text","start":200,"end":229},{"name":"speaker","rule":"speaker.any.paragraph","field":"text","start":60,"end":78}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('2ca0a73e6a76e1a216aef5e4c1d7de10', 4, 'extractor', NULL, 'KGZ-RUS', 'trade_turnover', 'level', 'KGZ', 'RUS', NULL, NULL, '2000000000', NULL, '1500000000', '2500000000', 'USD', 'exact', 'target', 'Prime Minister Mukhammedkalyi Abylgaziev', '$2 bln', 'text', 57, 63, '3399d71e829daca437b355386d3b5702', 0.5, 'money.any.sign_before link.any.left measure.any.level status.any.target party.any.own speaker.any.sentence', '[{"name":"indicator","rule":"link.any.left","field":"text","start":36,"end":41},{"name":"measure","rule":"measure.any.level","field":null,"start":null,"end":null},{"name":"status","rule":"status.any.target","field":"text","start":11,"end":19},{"name":"parties","rule":"party.any.own","field":"text","start":0,"end":10},{"name":"speaker","rule":"speaker.any.sentence","field":"text","start":65,"end":105}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('7c3b7a43c18914ad5a73bdd7dda6ca59', 4, 'extractor', NULL, 'KGZ-RUS', 'trade_turnover', 'level', 'KGZ', 'RUS', NULL, '2018', '1600000000', NULL, '1550000000', '1650000000', 'USD', 'exact', 'actual', 'Prime Minister Mukhammedkalyi Abylgaziev', '$1.6 bln', 'text', 177, 185, '6b86f99fa9eabd16d4b049e9d584f32f', 0.5, 'money.any.sign_before link.any.left measure.any.level party.any.half period.any.own_flow speaker.any.pronoun', '[{"name":"indicator","rule":"link.any.left","field":"text","start":151,"end":156},{"name":"measure","rule":"measure.any.level","field":null,"start":null,"end":null},{"name":"parties","rule":"party.any.half","field":"text","start":162,"end":168},{"name":"period","rule":"period.any.own_flow","field":"text","start":189,"end":193},{"name":"speaker","rule":"speaker.any.pronoun","field":"text","start":65,"end":105}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('2ec5ed6bea554b3d77ff4fda899ab223', 4, 'extractor', NULL, 'KGZ-RUS', 'trade_turnover', 'change_abs', 'KGZ', 'RUS', NULL, '2018', '56000000', NULL, '55500000', '56500000', 'USD', 'exact', 'actual', 'Prime Minister Mukhammedkalyi Abylgaziev', '$56 mln', 'text', 205, 212, '1bf02c4e73480edbe0dfe114c9feaf15', 0.5, 'money.any.sign_before link.any.chain measure.any.change_amount party.any.frame period.any.goes_on speaker.any.pronoun', '[{"name":"indicator","rule":"link.any.chain","field":"text","start":151,"end":156},{"name":"measure","rule":"measure.any.change_amount","field":"text","start":197,"end":201},{"name":"parties","rule":"party.any.frame","field":null,"start":null,"end":null},{"name":"period","rule":"period.any.goes_on","field":null,"start":null,"end":null},{"name":"speaker","rule":"speaker.any.pronoun","field":"text","start":65,"end":105}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('9c62774a6b5b16e0261f1da448f7be0f', 4, 'extractor', NULL, 'KGZ-RUS', 'investment_stock', 'level', 'RUS', 'KGZ', NULL, NULL, '123000000', NULL, '122500000', '123500000', 'USD', 'exact', 'actual', 'Prime Minister Mukhammedkalyi Abylgaziev', '$123 mln', 'text', 267, 275, '4a7e47ba9e1aa06d78a3626a1a10a63e', 0.5, 'money.any.sign_before link.any.left measure.any.level party.any.half speaker.any.pronoun', '[{"name":"indicator","rule":"link.any.left","field":"text","start":237,"end":254},{"name":"measure","rule":"measure.any.level","field":null,"start":null,"end":null},{"name":"parties","rule":"party.any.half","field":"text","start":229,"end":236},{"name":"speaker","rule":"speaker.any.pronoun","field":"text","start":65,"end":105}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('e9c50e8bc5f46879a7e56dd85c8c7851', 4, 'extractor', NULL, 'KGZ-RUS', 'investment_stock', 'change_pct', 'RUS', 'KGZ', NULL, NULL, '25', NULL, '24.5', '25.5', 'percent', 'exact', 'actual', 'Prime Minister Mukhammedkalyi Abylgaziev', '25 percent', 'text', 280, 290, '3c88e8cf8eb88ca633fb750c91cc1585', 0.5, 'percent.any.word_after link.any.chain measure.any.change_cue party.any.frame speaker.any.pronoun', '[{"name":"indicator","rule":"link.any.chain","field":"text","start":237,"end":254},{"name":"measure","rule":"measure.any.change_cue","field":"text","start":277,"end":279},{"name":"parties","rule":"party.any.frame","field":null,"start":null,"end":null},{"name":"speaker","rule":"speaker.any.pronoun","field":"text","start":65,"end":105}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('3af0bc766b9621b45dbd7d72f7bbe7c1', 4, 'extractor', NULL, 'KGZ-RUS', 'company_count', 'level', 'RUS', 'KGZ', NULL, NULL, '700', NULL, '700', NULL, 'count', 'above', 'actual', 'Prime Minister Mukhammedkalyi Abylgaziev', '700 joint ventures', 'text', 302, 320, 'ed86c6eee1879240c2ac30d1b98894dc', 0.5, 'count.any.company link.any.counted_noun measure.any.level party.any.frame_view speaker.any.paragraph', '[{"name":"indicator","rule":"link.any.counted_noun","field":null,"start":null,"end":null},{"name":"measure","rule":"measure.any.level","field":null,"start":null,"end":null},{"name":"parties","rule":"party.any.frame_view","field":null,"start":null,"end":null},{"name":"speaker","rule":"speaker.any.paragraph","field":"text","start":65,"end":105}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('790997fa61166c3d79e33e3178b50dd1', 7, 'extractor', NULL, 'KGZ-RUS', 'trade_turnover', 'ratio', 'KGZ', 'RUS', NULL, '2022-01/2022-06', '2', NULL, '1.5', '2.5', 'ratio', 'exact', 'actual', 'Caparov', 'iki kat', 'text', 254, 261, 'a9b3bfee8094718056a2d649e4156844', 0.5, 'ratio.any.times link.any.left measure.any.ratio party.any.own period.any.own_flow speaker.any.pronoun', '[{"name":"indicator","rule":"link.any.left","field":"text","start":221,"end":237},{"name":"measure","rule":"measure.any.ratio","field":null,"start":null,"end":null},{"name":"parties","rule":"party.any.own","field":"text","start":188,"end":193},{"name":"period","rule":"period.any.own_flow","field":"text","start":165,"end":182},{"name":"speaker","rule":"speaker.any.pronoun","field":null,"start":null,"end":null}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('ecd21a2ffb0a01e6c6f53a27136be6d8', 7, 'extractor', NULL, 'KGZ-RUS', 'project_value', 'level', 'KGZ', 'RUS', NULL, NULL, '440000000', NULL, '439500000', '440500000', 'USD', 'exact', 'actual', 'Caparov', '440 milyon dolar', 'text', 334, 350, '364f4254e9d556d0f752f89cae14f035', 0.5, 'money.any.word_after link.any.right_far measure.any.level party.any.own speaker.any.pronoun', '[{"name":"indicator","rule":"link.any.right_far","field":"text","start":364,"end":371},{"name":"measure","rule":"measure.any.level","field":null,"start":null,"end":null},{"name":"parties","rule":"party.any.own","field":"text","start":285,"end":291},{"name":"speaker","rule":"speaker.any.pronoun","field":null,"start":null,"end":null}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('e7c26809f57380f8b965b9335fa51ae6', 7, 'extractor', NULL, 'KGZ-RUS', 'project_count', 'level', 'KGZ', 'RUS', NULL, NULL, '3200', NULL, '3200', '3200', 'count', 'exact', 'actual', 'Caparov', '3 bin 200 proje', 'text', 354, 369, '42eefc0d51eada5f4f7410055d7ead4e', 0.5, 'count.any.project link.any.counted_noun measure.any.level party.any.frame speaker.any.pronoun', '[{"name":"indicator","rule":"link.any.counted_noun","field":null,"start":null,"end":null},{"name":"measure","rule":"measure.any.level","field":null,"start":null,"end":null},{"name":"parties","rule":"party.any.frame","field":null,"start":null,"end":null},{"name":"speaker","rule":"speaker.any.pronoun","field":null,"start":null,"end":null}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('2a78f86db39c45d311bd1f510210a5b5', 7, 'extractor', NULL, 'KGZ-RUS', 'financing', 'level', 'RUS', 'KGZ', NULL, '2021', '20000000', NULL, '19500000', '20500000', 'USD', 'exact', 'actual', 'Caparov', '20 milyon dolar', 'text', 429, 444, 'c7c5a0897348efc60a16dfd92d467d3c', 0.5, 'money.any.word_after link.any.right_near measure.any.level party.any.half period.any.own_flow speaker.any.pronoun', '[{"name":"indicator","rule":"link.any.right_near","field":"text","start":445,"end":456},{"name":"measure","rule":"measure.any.level","field":null,"start":null,"end":null},{"name":"parties","rule":"party.any.half","field":"text","start":415,"end":426},{"name":"period","rule":"period.any.own_flow","field":"text","start":405,"end":414},{"name":"speaker","rule":"speaker.any.pronoun","field":null,"start":null,"end":null}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('63b2b53d0ca4b39612264693f78c1964', 7, 'extractor', NULL, 'KGZ-RUS', 'financing', 'level', 'RUS', 'KGZ', NULL, '2022', '1500000', NULL, '1450000', '1550000', 'USD', 'exact', 'actual', 'Caparov', 'bir buçuk milyon dolar', 'text', 533, 555, 'f50f3a1b132ded6251ab6e27187a57ef', 0.5, 'money.any.word_after link.any.left measure.any.level party.any.frame period.any.own_flow speaker.any.pronoun', '[{"name":"indicator","rule":"link.any.left","field":"text","start":445,"end":456},{"name":"measure","rule":"measure.any.level","field":null,"start":null,"end":null},{"name":"parties","rule":"party.any.frame","field":null,"start":null,"end":null},{"name":"period","rule":"period.any.own_flow","field":"text","start":473,"end":479},{"name":"speaker","rule":"speaker.any.pronoun","field":null,"start":null,"end":null}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('42ad14e1fe822ee6e42059bb082e2b6c', 2, 'extractor', NULL, 'KGZ-RUS', 'trade_turnover', 'change_pct', 'KGZ', 'RUS', NULL, '2021', '46.6', NULL, '46.55', '46.65', 'percent', 'exact', 'actual', 'Putin', '46.6%', 'title', 34, 39, 'dfcdcb362fb892f10fd6f9188d80e0f2', 0.5, 'percent.any.sign_after link.any.left measure.any.change_cue party.any.half period.any.own_flow speaker.any.sentence', '[{"name":"indicator","rule":"link.any.left","field":"title","start":7,"end":12},{"name":"measure","rule":"measure.any.change_cue","field":"title","start":29,"end":33},{"name":"parties","rule":"party.any.half","field":"title","start":18,"end":28},{"name":"period","rule":"period.any.own_flow","field":"title","start":40,"end":49},{"name":"speaker","rule":"speaker.any.sentence","field":"title","start":0,"end":5}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('75ecde02bc9c536246cc0d25e26eadf2', 2, 'extractor', NULL, 'KGZ-SCO', 'trade_turnover', 'change_pct', 'KGZ', 'SCO', NULL, '2021', '46.6', NULL, '46.55', '46.65', 'percent', 'exact', 'actual', 'Russian President Vladimir Putin', '46.6%', 'text', 159, 164, 'fc39d2db2e442f61be79eb055d2d729f', 0.5, 'percent.any.sign_after link.any.left measure.any.change_cue party.any.own period.any.own_flow speaker.any.sentence', '[{"name":"indicator","rule":"link.any.left","field":"text","start":115,"end":120},{"name":"measure","rule":"measure.any.change_cue","field":"text","start":147,"end":155},{"name":"parties","rule":"party.any.own","field":"text","start":42,"end":48},{"name":"period","rule":"period.any.own_flow","field":"text","start":165,"end":174},{"name":"speaker","rule":"speaker.any.sentence","field":"text","start":0,"end":32}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('a89df1ab51608da6c70783eb2eb6d8c0', 2, 'extractor', NULL, 'KGZ-SCO', 'trade_turnover', 'change_pct', 'KGZ', 'SCO', NULL, '2022-01/2022-05', '30', NULL, '29.5', '30.5', 'percent', 'exact', 'actual', 'Russian President Vladimir Putin', '30%', 'text', 231, 234, '7bd204701e427903f35fadbc2e3dee31', 0.5, 'percent.any.sign_after link.any.carried measure.any.change_cue party.any.frame period.any.own_flow speaker.any.pronoun', '[{"name":"indicator","rule":"link.any.carried","field":"text","start":115,"end":120},{"name":"measure","rule":"measure.any.change_cue","field":"text","start":223,"end":230},{"name":"parties","rule":"party.any.frame","field":null,"start":null,"end":null},{"name":"period","rule":"period.any.own_flow","field":"text","start":183,"end":213},{"name":"speaker","rule":"speaker.any.pronoun","field":"text","start":0,"end":32}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('42411e70d121f4ad41db6e5a0d285d25', 2, 'extractor', NULL, 'KGZ-RUS', 'financing', 'level', 'RUS', 'KGZ', NULL, '2021', '20000000', NULL, '19500000', '20500000', 'USD', 'exact', 'actual', 'Putin', '$20 million', 'text', 294, 305, 'c7c5a0897348efc60a16dfd92d467d3c', 0.5, 'money.any.sign_before link.any.right_near measure.any.level party.any.own period.any.own_flow speaker.any.sentence', '[{"name":"indicator","rule":"link.any.right_near","field":"text","start":309,"end":322},{"name":"measure","rule":"measure.any.level","field":null,"start":null,"end":null},{"name":"parties","rule":"party.any.own","field":"text","start":262,"end":268},{"name":"period","rule":"period.any.own_flow","field":"text","start":323,"end":332},{"name":"speaker","rule":"speaker.any.sentence","field":"text","start":245,"end":250}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('81be197f9261a4fc06e7e8aaf02de474', 2, 'extractor', NULL, 'KGZ-RUS', 'financing', 'level', 'RUS', 'KGZ', NULL, '2022', '1500000', NULL, '1450000', '1550000', 'USD', 'exact', 'actual', 'Putin', '$1.5 million', 'text', 344, 356, 'f50f3a1b132ded6251ab6e27187a57ef', 0.5, 'money.any.sign_before link.any.carried measure.any.level party.any.frame period.any.own_flow speaker.any.paragraph', '[{"name":"indicator","rule":"link.any.carried","field":"text","start":309,"end":322},{"name":"measure","rule":"measure.any.level","field":null,"start":null,"end":null},{"name":"parties","rule":"party.any.frame","field":null,"start":null,"end":null},{"name":"period","rule":"period.any.own_flow","field":"text","start":371,"end":380},{"name":"speaker","rule":"speaker.any.paragraph","field":"text","start":245,"end":250}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('982ab0d1d14b9ab60a2258a03c4f3d18', 8, 'extractor', NULL, 'KGZ-RUS', 'trade_turnover', 'change_pct', 'KGZ', 'RUS', NULL, '2022-01/2022-09', '36.8', NULL, '36.75', '36.85', 'percent', 'exact', 'actual', 'Nurlanbek Shakiev', '36.8%', 'text', 83, 88, 'f44934a828c0f8c8d2e2922b4e2d4f2d', 0.5, 'percent.any.sign_after link.any.chain measure.any.more_than party.any.frame period.any.goes_on speaker.any.sentence', '[{"name":"indicator","rule":"link.any.chain","field":"text","start":0,"end":5},{"name":"measure","rule":"measure.any.more_than","field":"text","start":89,"end":98},{"name":"parties","rule":"party.any.frame","field":null,"start":null,"end":null},{"name":"period","rule":"period.any.goes_on","field":null,"start":null,"end":null},{"name":"speaker","rule":"speaker.any.sentence","field":"text","start":158,"end":175}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('ee008ca9f9f5398c31bec4761b6fdf6e', 8, 'extractor', NULL, 'KGZ-RUS', 'trade_turnover', 'level', 'KGZ', 'RUS', NULL, '2022-01/2022-09', '2230000000', NULL, '2225000000', '2235000000', 'USD', 'exact', 'actual', 'Nurlanbek Shakiev', '$2.23 bln', 'text', 44, 53, '3e67f872c5d47a261eb39cc9d9517dd0', 0.5, 'money.any.sign_before link.any.left measure.any.level party.any.own period.any.own_flow speaker.any.sentence', '[{"name":"indicator","rule":"link.any.left","field":"text","start":0,"end":5},{"name":"measure","rule":"measure.any.level","field":null,"start":null,"end":null},{"name":"parties","rule":"party.any.own","field":"text","start":14,"end":24},{"name":"period","rule":"period.any.own_flow","field":"text","start":57,"end":81},{"name":"speaker","rule":"speaker.any.sentence","field":"text","start":158,"end":175}]', '0.1.0+old', '2026-01-02T03:04:05Z');
INSERT INTO public.claims VALUES ('0dd0901e458dd5ab71625b82bbe4c100', 1, 'extractor', NULL, 'KGZ-RUS', 'trade_turnover', 'level', 'KGZ', 'RUS', NULL, '2022', '3000000000', NULL, '3000000000', NULL, 'USD', 'above', 'forecast', 'State Duma Speaker Vyacheslav Volodin', '$3 billion', 'text', 141, 151, 'f447fef7e4ffe1c069acc5615c068aa4', 0.5, 'money.any.sign_before link.any.left measure.any.level status.any.forecast party.any.own period.any.own_flow speaker.any.sentence', '[{"name":"indicator","rule":"link.any.left","field":"text","start":114,"end":119},{"name":"measure","rule":"measure.any.level","field":null,"start":null,"end":null},{"name":"status","rule":"status.any.forecast","field":"text","start":94,"end":97},{"name":"parties","rule":"party.any.own","field":"text","start":101,"end":111},{"name":"period","rule":"period.any.own_flow","field":"text","start":159,"end":170},{"name":"speaker","rule":"speaker.any.sentence","field":"text","start":35,"end":72}]', '0.1.0+old', '2026-01-02T03:04:05Z');



INSERT INTO public.coverage VALUES ('KGZ-RUS', 'company_count', 1);
INSERT INTO public.coverage VALUES ('KGZ-RUS', 'export_share', 1);
INSERT INTO public.coverage VALUES ('KGZ-RUS', 'exports', 1);
INSERT INTO public.coverage VALUES ('KGZ-RUS', 'investment_stock', 2);
INSERT INTO public.coverage VALUES ('KGZ-RUS', 'project_count', 1);
INSERT INTO public.coverage VALUES ('KGZ-RUS', 'project_value', 1);
INSERT INTO public.coverage VALUES ('KGZ-SCO', 'trade_turnover', 2);
INSERT INTO public.coverage VALUES ('RUS-WLD', 'exports', 2);
INSERT INTO public.coverage VALUES ('KGZ-RUS', 'financing', 3);
INSERT INTO public.coverage VALUES ('KGZ-RUS', 'trade_turnover', 12);



INSERT INTO public.extractions VALUES (3, '0.1.0+old', '2026-01-02T03:04:05Z', 1, 0);
INSERT INTO public.extractions VALUES (6, '0.1.0+old', '2026-01-02T03:04:05Z', 4, 0);
INSERT INTO public.extractions VALUES (5, '0.1.0+old', '2026-01-02T03:04:05Z', 4, 0);
INSERT INTO public.extractions VALUES (4, '0.1.0+old', '2026-01-02T03:04:05Z', 6, 0);
INSERT INTO public.extractions VALUES (7, '0.1.0+old', '2026-01-02T03:04:05Z', 5, 0);
INSERT INTO public.extractions VALUES (2, '0.1.0+old', '2026-01-02T03:04:05Z', 5, 0);
INSERT INTO public.extractions VALUES (8, '0.1.0+old', '2026-01-02T03:04:05Z', 2, 0);
INSERT INTO public.extractions VALUES (1, '0.1.0+old', '2026-01-02T03:04:05Z', 1, 0);






INSERT INTO public.reviews VALUES (1, '00000000000000000000000000000000', '0dd0901e458dd5ab71625b82bbe4c100', 'accept', NULL, 'checked', 'Ayşe', '2026-02-01T00:00:00Z', '{}', NULL);
INSERT INTO public.reviews VALUES (2, '00000000000000000000000000000001', '2a78f86db39c45d311bd1f510210a5b5', 'reject', NULL, 'checked', 'Ayşe', '2026-02-01T00:00:00Z', '{}', NULL);






INSERT INTO public.schema_version VALUES (1);









SELECT pg_catalog.setval('public.articles_no_seq', 8, true);



SELECT pg_catalog.setval('public.claim_events_no_seq', 1, true);



SELECT pg_catalog.setval('public.reference_series_no_seq', 1, false);



SELECT pg_catalog.setval('public.reviews_no_seq', 2, true);



SELECT pg_catalog.setval('public.runs_no_seq', 1, false);



ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_content_id_key UNIQUE (content_id);



ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_pkey PRIMARY KEY (no);



ALTER TABLE ONLY public.claim_events
    ADD CONSTRAINT claim_events_pkey PRIMARY KEY (no);



ALTER TABLE ONLY public.claim_state
    ADD CONSTRAINT claim_state_pkey PRIMARY KEY (claim_id);



ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_pkey PRIMARY KEY (claim_id);



ALTER TABLE ONLY public.coverage
    ADD CONSTRAINT coverage_pkey PRIMARY KEY (pair, indicator);



ALTER TABLE ONLY public.extractions
    ADD CONSTRAINT extractions_pkey PRIMARY KEY (article_no, extractor_version);



ALTER TABLE ONLY public.reference_series
    ADD CONSTRAINT reference_series_pkey PRIMARY KEY (no);



ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT reviews_pkey PRIMARY KEY (no);



ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT reviews_review_id_key UNIQUE (review_id);



ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_pkey PRIMARY KEY (no);



ALTER TABLE ONLY public.schema_version
    ADD CONSTRAINT schema_version_pkey PRIMARY KEY (version);



ALTER TABLE ONLY public.shingles
    ADD CONSTRAINT shingles_pkey PRIMARY KEY (band, article_no);



ALTER TABLE ONLY public.stories
    ADD CONSTRAINT stories_pkey PRIMARY KEY (article_no);



ALTER TABLE ONLY public.reference_series
    ADD CONSTRAINT uq_reference_series UNIQUE (reporter, partner, flow, valuation, period, unit, source, vintage);



CREATE INDEX ix_articles_article_id ON public.articles USING btree (article_id);



CREATE INDEX ix_articles_published ON public.articles USING btree (published);



CREATE INDEX ix_claim_events_claim_id ON public.claim_events USING btree (claim_id);



CREATE INDEX ix_claims_article_no ON public.claims USING btree (article_no);



CREATE INDEX ix_claims_pair ON public.claims USING btree (pair, indicator, measure, period);



CREATE INDEX ix_reviews_claim_id ON public.reviews USING btree (claim_id);



CREATE INDEX ix_reviews_replacement_id ON public.reviews USING btree (replacement_id);



CREATE INDEX ix_stories_story_no ON public.stories USING btree (story_no);



ALTER TABLE ONLY public.claim_events
    ADD CONSTRAINT claim_events_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES public.claims(claim_id);



ALTER TABLE ONLY public.claim_state
    ADD CONSTRAINT claim_state_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES public.claims(claim_id);



ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_article_no_fkey FOREIGN KEY (article_no) REFERENCES public.articles(no);



ALTER TABLE ONLY public.extractions
    ADD CONSTRAINT extractions_article_no_fkey FOREIGN KEY (article_no) REFERENCES public.articles(no);



ALTER TABLE ONLY public.reviews
    ADD CONSTRAINT reviews_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES public.claims(claim_id);



ALTER TABLE ONLY public.shingles
    ADD CONSTRAINT shingles_article_no_fkey FOREIGN KEY (article_no) REFERENCES public.articles(no);



ALTER TABLE ONLY public.stories
    ADD CONSTRAINT stories_article_no_fkey FOREIGN KEY (article_no) REFERENCES public.articles(no);



ALTER TABLE ONLY public.stories
    ADD CONSTRAINT stories_story_no_fkey FOREIGN KEY (story_no) REFERENCES public.articles(no);




