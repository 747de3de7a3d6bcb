D("contoso.com", REG_NONE, DnsProvider(DSP_MAIN),
  M365_BUILDER("contoso.com", {
    initialDomain: "contoso.onmicrosoft.com",
  }),
);
