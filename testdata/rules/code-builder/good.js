D("contoso.com", REG_NONE, DnsProvider(DSP_MAIN),
  M365_BUILDER("contoso.com", {
    mx: false,
    initialDomain: "contoso.onmicrosoft.com",
  }),
  MX("@", 0, "contoso-com.o-v1.mx.microsoft.", TTL(3600)),
  // M365_BUILDER("old.contoso.com", {})
);
