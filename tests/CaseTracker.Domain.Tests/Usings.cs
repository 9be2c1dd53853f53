// The Protocol's word for what is handled; Shouldly has a Case of its own.
global using Case = CaseTracker.Domain.Cases.Case;
