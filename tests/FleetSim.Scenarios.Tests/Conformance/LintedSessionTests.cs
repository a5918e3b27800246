using FleetSim.Device.Behaviour;
using FleetSim.Protocol.SyncMl;
using FleetSim.Protocol.SyncMl.Authentication;
using FleetSim.Scenarios.Conformance.Lint;
using static FleetSim.Scenarios.Conformance.Lint.LintRules;

namespace FleetSim.Scenarios.Tests.Conformance;

/// <summary>Rules that are about several messages: credentials that are asked for, and packages.</summary>
public sealed class LintedSessionTests
{
    private static readonly byte[] Nonce = [.. Enumerable.Range(0, 16).Select(i => (byte)i)], Other = [.. Enumerable.Range(50, 16).Select(i => (byte)i)];

    private static readonly Command.Get Get = new() { CmdId = CmdId.From(9), Items = [LintStory.To("./DevInfo/Mod")] };

    private static readonly Command.Alert GoOn = new() { CmdId = CmdId.From(9), Code = AlertCode.NextMessage };

    [Fact]
    public void A_challenge_that_is_answered_rightly_and_taken_is_no_finding() => None(new LintDialogue()
        .Ours(true, CredentialForm.Md5(LintDialogue.Client, [1]), null).Theirs(true, 401, Md5(Nonce))
        .Ours(true, CredentialForm.Md5(LintDialogue.Client, Nonce), null).Theirs(true, 212, Md5(Other)));

    [Fact]
    public void A_right_answer_to_a_challenge_that_is_refused_is_found() => Only(CredentialRefused, new LintDialogue()
        .Ours(true, CredentialForm.Md5(LintDialogue.Client, [1]), null).Theirs(true, 401, Md5(Nonce))
        .Ours(true, CredentialForm.Md5(LintDialogue.Client, Nonce), null).Theirs(true, 401, Md5(Other)));

    [Fact]
    public void A_wrong_answer_to_a_challenge_may_be_refused() => None(new LintDialogue()
        .Ours(true, CredentialForm.Md5(LintDialogue.Client, [1]), null).Theirs(true, 401, Md5(Nonce))
        .Ours(true, CredentialForm.Md5(LintDialogue.Client, [2]), null).Theirs(true, 401, null));

    [Fact]
    public void A_first_refusal_without_challenge_is_found() => Only(ChallengeMissing, new LintDialogue()
        .Ours(true, CredentialForm.Md5(LintDialogue.Client, [1]), null).Theirs(true, 401, null));

    [Fact]
    public void Commands_beside_a_refusal_are_found() => Only(RefusalWithCommands, new LintDialogue().Ours(true).Theirs(true, 407, Md5(Nonce), Get));

    [Fact]
    public void The_same_NextNonce_again_is_found() => Only(NonceRepeated, new LintDialogue()
        .Ours(true).Theirs(true, 200, Md5(Nonce), Get)
        .Ours(true).Theirs(true, 200, Md5(Nonce)));

    [Fact]
    public void A_MAC_taken_for_the_session_is_found() => Only(MacForSession, new LintDialogue()
        .Ours(true, null, "username=\"mvpdm\", mac=AAAA").Theirs(true, 212, null));

    [Fact]
    public void A_challenge_of_the_handset_that_gets_no_credential_is_found() => Only(AfterChallenge, new LintDialogue(ServerDemand.Mac)
        .Ours(true).Theirs(true, 200, null, Get)
        .Ours(true, LintStory.Status(1, 1, 0, "SyncHdr", 407) with { Chal = Challenge.Make(AuthenticationType.Mac, Nonce) }).Theirs(true, 212, null, Get));

    [Fact]
    public void Commands_in_the_middle_of_the_handsets_package_are_found() => Only(CommandsTooEarly, new LintDialogue()
        .Ours(true).Theirs(true, Get)
        .Ours(false, Results).Theirs(true, new Command.Get { CmdId = CmdId.From(9), Items = [LintStory.To("./DevInfo/Man")] }));

    [Fact]
    public void Commands_of_a_package_that_is_still_open_are_in_time() => None(new LintDialogue()
        .Ours(true).Theirs(false, Get)
        .Ours(false, Results).Theirs(true, new Command.Get { CmdId = CmdId.From(9), Items = [LintStory.To("./DevInfo/Man")] }));

    [Fact]
    public void The_same_command_five_times_in_a_row_is_found_once()
    {
        LintDialogue dialogue = new();
        for (int i = 0; i < 4; i++) dialogue.Ours(true).Theirs(true, Get);
        None(dialogue);
        for (int i = 0; i < 4; i++) dialogue.Ours(true).Theirs(true, Get);
        Only(CommandsRepeated, dialogue);
    }

    [Theory]
    [InlineData(AlertCode.SessionAbort)]
    [InlineData(AlertCode.EndOfChunkMissing)]
    public void An_abort_and_a_missing_end_of_a_chunk_may_be_told_at_any_time(int code) => None(new LintDialogue()
        .Ours(true).Theirs(true, Get)
        .Ours(false, Results).Theirs(true, new Command.Alert { CmdId = CmdId.From(9), Code = code }));

    [Fact]
    public void Chunks_of_one_object_may_be_alike_and_many()
    {
        LintDialogue dialogue = new();
        Item chunk = LintStory.To("./Settings/WAP/StartPage", "AAAA") with { MoreData = true };
        for (int i = 0; i < 100; i++) dialogue.Ours(true).Theirs(false, new Command.Replace { CmdId = CmdId.From(9), Items = [i == 0 ? chunk with { Meta = new Meta { Size = 404 } } : chunk] });
        dialogue.Ours(true).Theirs(true, new Command.Replace { CmdId = CmdId.From(9), Items = [chunk with { MoreData = false }] });
        None(dialogue);
    }

    [Fact]
    public void Two_sides_that_only_say_go_on_are_found() => Only(FinalMissing, new LintDialogue()
        .Ours(true).Theirs(false, Get)
        .Ours(false, Results).Theirs(false, GoOn)
        .Ours(false, GoOn).Theirs(false, GoOn));

    [Fact]
    public void A_long_answer_of_the_handset_is_waited_for() => None(new LintDialogue()
        .Ours(true).Theirs(true, Get)
        .Ours(false, Results).Theirs(false, GoOn)
        .Ours(false, Results).Theirs(false, GoOn)
        .Ours(true, Results).Theirs(true));

    [Fact]
    public void A_session_without_end_is_found()
    {
        LintDialogue dialogue = new();
        for (int i = 0; i < 70; i++) dialogue.Ours(true).Theirs(true, new Command.Get { CmdId = CmdId.From(9), Items = [LintStory.To($"./DevInfo/{i}")] });
        Only(SessionEndless, dialogue);
    }

    private static Command.Results Results => new() { CmdId = CmdId.From(2), MsgRef = MsgId.From(1), CmdRef = CmdId.From(2) };

    private static Chal Md5(byte[] nonce) => Challenge.Make(AuthenticationType.Md5, nonce);

    private static void None(LintDialogue dialogue) => Assert.Empty(dialogue.Sheet.Findings.Select(f => $"{f.Rule.Id}: {f.Place}: {f.Detail}"));

    private static void Only(LintRule rule, LintDialogue dialogue) => Assert.Equal(rule.Id, Assert.Single(dialogue.Sheet.Findings).Rule.Id);
}
